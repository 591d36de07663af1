/**
 * The lab as the SIP side of `npm run server -- --fake-plivo`: with it, a browser signed in at that server places real
 * calls, which a telephone on this machine answers with a tone. For people; tests start plivoLab.ts.
 */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { PlivoSwitch } from './kamailio.ts';
import { startLab } from './lab.ts';

export type SipSide = {
  /** What PLIVO_SIP_SERVERS is to be. */
  readonly servers: readonly string[];
  /** Where a caller from outside would call: `sip:<number>@127.0.0.1:<port>`. */
  readonly outside: string;
  close(): Promise<void>;
};

const PROGRAMS = ['kamailio', 'rtpengine', 'baresip', 'openssl', 'setpriv'];

/** Null where the programs are not installed; `npm test` installs them. Rejects when one does not start. */
export async function startSipSide(plivo: PlivoSwitch): Promise<SipSide | null> {
  if (!PROGRAMS.every(isOnPath)) return null;
  const lab = await startLab({ plivo });
  return {
    servers: [lab.wsUrl],
    outside: lab.agentUri.replace(/^sip:\w+/, `sip:${plivo.number}`),
    close: lab.stop,
  };
}

/** Kamailio and its like live in sbin, which is on root's path only. */
function isOnPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
