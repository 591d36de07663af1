/** The same phone with an account of Plivo's. */
import type { PhoneState } from '../../../../src/call/state.ts';

/** What Plivo's SDK can do: no hold, no second call. */
export function onPlivo(state: PhoneState): PhoneState {
  return {
    ...state,
    line: state.line.status === 'ready' ? { status: 'ready', identity: '+14155550100' } : state.line,
    capabilities: {
      hold: false,
      mute: true,
      dtmf: true,
      incoming: true,
      transfer: false,
      switchInput: false,
      maxCalls: 1,
    },
  };
}
