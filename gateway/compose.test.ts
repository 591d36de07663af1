/** compose.yaml and the Dockerfile against the gateway itself: the same words, the same files, versions and not wishes. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { SETTINGS } from './config/parseSettings.ts';
import type { GatewaySettings } from './config/settings.ts';
import { writeFolder } from './render/folder.ts';
import { makeState, settingsIn } from './render/rig.ts';
import { kamailioSocket } from './rpc/kamailio.ts';
import { programsOf } from './run/programs.ts';
import { PACKAGES } from './up/plan.ts';

const STATE = '/var/lib/offhook';

type Service = {
  readonly image?: string;
  readonly build?: string;
  readonly working_dir?: string;
  readonly command: readonly string[];
  readonly network_mode?: string;
  readonly ports?: unknown;
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes: readonly string[];
  readonly cap_drop: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
};

const compose = parse(readFileSync('gateway/compose.yaml', 'utf8'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};
const dockerfile = readFileSync('gateway/Dockerfile', 'utf8');
const { render, ...daemons } = compose.services;
const ofOurImage = Object.values(compose.services).filter(({ image }) => image);

/** Only what programsOf looks at. */
const settings = {
  ...{ stateFolder: STATE, turn: {}, cdrFile: `${STATE}/records.jsonl`, databaseUrl: null },
  ports: { rtpengine: 22_222 },
} as GatewaySettings;
/** Ours is started with the container's Node, in the repository that is mounted there. */
const programs = programsOf(settings).map(({ name, command, args }) =>
  name === 'records'
    ? [name, 'node', relative('.', args[0] ?? ''), ...args.slice(1)]
    : [name, command, ...args],
);

describe('compose.yaml', () => {
  it('starts what the gateway starts, with the same words on the same files', () => {
    const started = Object.fromEntries(Object.entries(daemons).map(([name, { command }]) => [name, command]));
    expect(started).toEqual(Object.fromEntries(programs.map(([name, ...command]) => [name, command])));
    expect(daemons.kamailio?.healthcheck?.test).toContain(`unixs:${kamailioSocket(`${STATE}/run`)}`);
  });

  it('names only files that are rendered', () => {
    const state = makeState();
    const all = { TURN_SECRET: '9f86d081884c7d659a2feaa0c55ad015', GATEWAY_CDR_FILE: 'records.jsonl' };
    const folder = writeFolder({ settings: settingsIn(state, all), providers: [], agents: [], sources: [] });
    const words = Object.values(daemons).flatMap(({ command }) => command);
    const named = words.flatMap((word) => /\/config\/(.+)$/.exec(word)?.[1] ?? []);
    expect(named.sort()).toEqual(['kamailio.cfg', 'records.conf', 'rtpengine.conf', 'turnserver.conf']);
    const rendered = readdirSync(folder);
    expect(named.filter((file) => !rendered.includes(file))).toEqual([]);
    rmSync(state, { recursive: true });
  });

  it('renders into the folder that the daemons read, by settings that there are', () => {
    expect(render?.command).toEqual(['node', 'gateway/command.ts', 'render']);
    expect(render?.environment?.GATEWAY_STATE_FOLDER).toBe(STATE);
    expect(Object.keys(render?.environment ?? {}).filter((name) => !(name in SETTINGS))).toEqual([]);
    for (const { volumes } of Object.values(compose.services)) expect(volumes).toContain(`state:${STATE}`);
  });

  it('mounts only what there is, for commands that there are', () => {
    const mounts = Object.values(compose.services).flatMap(({ volumes }) => volumes);
    const sources = mounts.map((mount) => mount.replace(/:\/[^:]*(:ro)?$/, ''));
    const isThere = (source: string) =>
      Object.keys(compose.volumes).includes(source) ||
      source.startsWith('${OFFHOOK_TLS:?') ||
      existsSync(join('gateway', source));
    expect(sources.filter((source) => !isThere(source))).toEqual([]);
    for (const { command, working_dir, volumes } of ofOurImage) {
      expect(volumes).toContain(`..:${working_dir}:ro`);
      expect(existsSync(command[1] ?? '')).toBe(true);
    }
  });

  it('maps no port: the host’s network has those of the settings', () => {
    for (const daemon of Object.values(daemons)) {
      expect(daemon.network_mode).toBe('host');
      expect(daemon.ports).toBeUndefined();
      expect(daemon.cap_drop).toEqual(['ALL']);
    }
  });

  it('pins every image and every package to a version', () => {
    const from = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    const images = [...from, ...Object.values(compose.services).flatMap(({ image }) => image ?? [])];
    for (const image of images) expect(image).toMatch(/:\d+\.\d+/);
    const pinned = [...dockerfile.matchAll(/^ {4}([a-z-]+)=\d\S+/gm)].map(([, name]) => name);
    expect(pinned).toEqual([...PACKAGES, 'coturn']);
  });
});
