/** An agent with three accounts of three kinds, two of which have the same label. */
import type { Failure } from '../../../../src/call/failure.ts';
import type { AccountId, PhoneState } from '../../../../src/call/state.ts';
import type { AccountView } from '../../../../src/messages/protocol.ts';
import type { E164 } from '../../../../src/numbers/e164.ts';
import { ANNA, AT_PLIVO, READY } from '../../../../src/ui/goodDay.ts';

const SIPERB: AccountView = {
  ...AT_PLIVO,
  kind: 'siperb',
  api: 'https://api.siperb.com',
  id: 'siperb' as AccountId,
  label: 'anna@voice.example.com',
  isDefault: false,
};
const numbers = ['+442079460018', '+46846500427'] as E164[];
/** The first is the default one and has two numbers; the second's sign-in has expired. */
export const accounts: readonly AccountView[] = [
  { ...ANNA, callerIds: numbers },
  { ...AT_PLIVO, isDefault: false, managed: true, by: 'organisation', label: 'Sales' },
  SIPERB,
];
const linesOf = (failure: Failure): PhoneState['lines'] =>
  accounts.map(({ id, label }, at) => ({
    accountId: id,
    label,
    line: at === 1 ? { status: 'failed', failure } : { status: 'ready', identity: label },
    capabilities: READY.capabilities,
  }));
export const several: PhoneState = { ...READY, lines: linesOf({ code: 'sign-in-expired' }) };
