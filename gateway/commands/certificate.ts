/**
 * `certificate`: puts a renewed certificate where the settings say, and has the daemons read it without ending a call.
 * certbot runs it after each renewal (`--deploy-hook`); with given files, run it after you have replaced them.
 */
import { execFileSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { chownSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSettings, readEnvironment } from '../config/parseSettings.ts';
import { describeProblem } from '../config/problem.ts';
import type { GatewaySettings } from '../config/settings.ts';
import type { Environment } from '../config/yamlReader.ts';
import { foldersOf } from '../render/folder.ts';
import { callKamailio, kamailioSocket } from '../rpc/kamailio.ts';
import { unitOf } from '../up/units.ts';
import { type Command, say, wrongUse } from './command.ts';

const OK = 0;
const FAILED = 1;

export const certificate: Command = {
  usage: 'certificate',
  summary: 'have the daemons read a renewed certificate; certbot runs it after each renewal',
  run: async (args) =>
    args.length === 0 ? runCertificate(readEnvironment('.env'), say) : wrongUse(certificate),
};

/** How the daemons are told; tests give another. */
export type Tell = {
  reloadKamailio(settings: GatewaySettings): Promise<void>;
  reloadCoturn(): void;
};

export const TELL: Tell = {
  async reloadKamailio(settings) {
    await callKamailio(kamailioSocket(foldersOf(settings).run), 'tls.reload');
  },
  // coturn reads its certificate again on SIGUSR2 (turnserver(1)).
  reloadCoturn: () => void execFileSync('systemctl', ['kill', '--signal=USR2', unitOf('coturn')]),
};

/** `RENEWED_LINEAGE` is certbot's folder of fullchain.pem and privkey.pem; without it the files are there already. */
export async function runCertificate(
  environment: Environment,
  print: (line: string) => void,
  tell: Tell = TELL,
): Promise<number> {
  const { RENEWED_LINEAGE: lineage, ...rest } = environment;
  const settings = parseSettings(rest);
  if (!settings.ok) {
    for (const problem of settings.problems) print(describeProblem(problem));
    return FAILED;
  }
  const { certificateFile, keyFile, turn } = settings.value;
  if (!certificateFile || !keyFile) {
    print('There is no TLS here: GATEWAY_CERTIFICATE_FILE and GATEWAY_KEY_FILE are not set.');
    return FAILED;
  }
  const from = lineage
    ? { certificate: join(lineage, 'fullchain.pem'), key: join(lineage, 'privkey.pem') }
    : { certificate: certificateFile, key: keyFile };
  const fault = faultOf(from);
  if (fault) {
    print(`${fault} Nothing was changed.`);
    return FAILED;
  }
  if (lineage) {
    replace(keyFile, from.key);
    replace(certificateFile, from.certificate);
  }
  const told = await tellAll(settings.value, turn !== null, tell);
  print(
    told.length > 0
      ? `Read again by ${told.join(' and ')}.`
      : 'In place; nothing runs that would read it now.',
  );
  return OK;
}

/** A key that is another certificate's would end TLS for everybody. */
function faultOf({ certificate, key }: { certificate: string; key: string }): string | null {
  try {
    const read = new X509Certificate(readFileSync(certificate));
    return read.checkPrivateKey(createPrivateKey(readFileSync(key)))
      ? null
      : `${key} is not the key of ${certificate}.`;
  } catch (error) {
    return `${certificate} or ${key} cannot be read (${error instanceof Error ? error.message : error}).`;
  }
}

/** In one step, readable to the folder's group and nobody else. */
function replace(file: string, source: string): void {
  const fresh = `${file}.new`;
  writeFileSync(fresh, readFileSync(source), { mode: 0o640 });
  const { uid, gid } = statSync(dirname(file));
  chownSync(fresh, uid, gid);
  renameSync(fresh, file);
}

/** Those that read it; one that does not run reads it when it starts. */
async function tellAll(settings: GatewaySettings, hasTurn: boolean, tell: Tell): Promise<string[]> {
  const told: string[] = [];
  const attempt = async (name: string, reload: () => unknown) => {
    try {
      await reload();
      told.push(name);
    } catch {
      // it does not run
    }
  };
  await attempt('Kamailio', () => tell.reloadKamailio(settings));
  if (hasTurn) await attempt('coturn', () => tell.reloadCoturn());
  return told;
}
