/** The doctor, run: gathers the facts in the order in which a call needs them, lines as soon as they are known. */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Microphone } from '../../call/state.ts';
import type { AccountView } from '../../messages/protocol.ts';
import type { askSwitchboard } from '../../messages/send.ts';
import { accountName } from '../accountNames.ts';
import type { AudioDevice } from '../options/optionsModel.ts';
import { say } from '../words.ts';
import { accountLines, type NamedLine } from './accountLines.ts';
import { type CheckLine, lineOf } from './checkLine.ts';
import { reportOf } from './doctorReport.ts';
import {
  devicesLine,
  microphoneLine,
  policyLine,
  sitesLine,
  type Versions,
  versionLine,
} from './machineLines.ts';
import { type ServerStep, serverLines } from './plivoLines.ts';

export type DoctorWire = {
  readonly ask: typeof askSwitchboard;
  /** What the browser has decided so far, and whether there is a device; asks nobody. */
  readonly findMicrophone: () => Promise<Microphone>;
  readonly listDevices: () => Promise<readonly AudioDevice[]>;
  readonly versions: () => Promise<Versions>;
  /** Rejects when the clipboard may not be written. */
  readonly copy: (text: string) => Promise<void>;
};

/** `group`: the account it is about; null: this browser. */
export type DoctorRow = {
  readonly group: string | null;
  readonly name: string;
  readonly line: CheckLine | 'running';
};

export type DoctorModel = {
  /** null: nobody has asked for a check yet. */
  readonly rows: ReadonlySignal<readonly DoctorRow[] | null>;
  readonly running: ReadonlySignal<boolean>;
  /** What came of the last attempt to copy; null before it and after another run. */
  readonly copied: ReadonlySignal<boolean | null>;
  run(): Promise<void>;
  copyReport(): Promise<void>;
};

const PLIVO_STEPS = {
  server: 'check_step_server',
  token: 'check_step_token',
  webhook: 'check_step_webhook',
  signature: 'check_step_signature',
} as const satisfies Record<ServerStep, string>;

export function createDoctorModel(wire: DoctorWire): DoctorModel {
  const done = signal<readonly DoctorRow[] | null>(null);
  /** What is looked at now. */
  const current = signal<DoctorRow | null>(null);
  const running = signal(false);
  const copied = signal<boolean | null>(null);
  const rows = computed(() => done.value && [...done.value, ...(current.value ? [current.value] : [])]);

  async function look(
    group: string | null,
    name: string,
    find: () => Promise<CheckLine | readonly NamedLine[]>,
  ) {
    current.value = { group, name, line: 'running' };
    const found = await find();
    const lines = 'verdict' in found ? [{ name, line: found }] : found;
    done.value = [...(done.value ?? []), ...lines.map((line) => ({ group, ...line }))];
    current.value = null;
  }

  async function lookAtMachine(): Promise<void> {
    const reply = await wire.ask<'getSettings'>({ type: 'getSettings' });
    const view = reply.ok ? reply.value : null;
    await look(null, say('doctor_step_version'), async () => versionLine(await wire.versions()));
    // Whoever refuses to list devices keeps the microphone from us as well.
    const microphone = () => wire.findMicrophone().catch(() => 'denied' as const);
    await look(null, say('check_step_microphone'), async () => microphoneLine(await microphone()));
    const devices = () => wire.listDevices().catch(() => []);
    await look(null, say('doctor_step_devices'), async () => devicesLine(await devices(), view));
    await look(null, say('options_sites'), async () => {
      const sites = await wire.ask<'getSites'>({ type: 'getSites' });
      return sitesLine(sites.ok ? sites.value : []);
    });
    await look(null, say('options_policy'), async () => policyLine(view));
  }

  /** `name`: no two accounts have the same one, or their lines could not be told apart. */
  async function lookAtAccount({ id, kind }: AccountView, name: string): Promise<void> {
    if (kind === 'plivo')
      await look(name, say('check_step_server'), async () => {
        const lines = serverLines(await wire.ask<'checkPlivo'>({ type: 'checkPlivo' }));
        return (Object.keys(PLIVO_STEPS) as ServerStep[]).map((step) => ({
          name: say(PLIVO_STEPS[step]),
          line: lines[step],
        }));
      });
    await look(name, say('check_step_registration'), async () =>
      accountLines(await wire.ask<'checkLine'>({ type: 'checkLine', accountId: id })),
    );
  }

  async function run(): Promise<void> {
    if (running.value) return;
    running.value = true;
    copied.value = null;
    done.value = [];
    await lookAtMachine();
    const reply = await wire.ask<'getAccounts'>({ type: 'getAccounts' });
    const accounts = reply.ok ? reply.value : [];
    if (accounts.length === 0)
      await look(null, say('check_step_signed_in'), async () =>
        lineOf('fail', 'check_signed_in_none', 'check_signed_in_none_fix'),
      );
    for (const account of accounts) await lookAtAccount(account, accountName(account, accounts));
    running.value = false;
  }

  async function copyReport(): Promise<void> {
    if (!done.value) return;
    copied.value = await wire.copy(reportOf(done.value)).then(
      () => true,
      () => false,
    );
  }

  return { rows, running, copied, run, copyReport };
}
