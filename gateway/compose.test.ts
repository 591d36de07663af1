/** compose.yaml and the Dockerfile against the gateway itself: the same words, the same files, versions and not wishes. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
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
};
const dockerfile = readFileSync('gateway/Dockerfile', 'utf8');
const { render, ...daemons } = compose.services;

/** Only what programsOf looks at. */
const settings = { stateFolder: STATE, turn: {}, ports: { rtpengine: 22_222 } } as GatewaySettings;
const programs = programsOf(settings);

describe('compose.yaml', () => {
  it('starts what the gateway starts, with the same words on the same files', () => {
    const started = Object.fromEntries(Object.entries(daemons).map(([name, { command }]) => [name, command]));
    expect(started).toEqual(
      Object.fromEntries(programs.map(({ name, command, args }) => [name, [command, ...args]])),
    );
    expect(daemons.kamailio?.healthcheck?.test).toContain(`unixs:${kamailioSocket(`${STATE}/run`)}`);
  });

  it('names only files that are rendered', () => {
    const state = makeState();
    const turn = { TURN_SECRET: '9f86d081884c7d659a2feaa0c55ad015' };
    const folder = writeFolder({ settings: settingsIn(state, turn), providers: [], agents: [], sources: [] });
    const words = Object.values(daemons).flatMap(({ command }) => command);
    const named = words.flatMap((word) => /\/config\/(.+)$/.exec(word)?.[1] ?? []);
    expect(named.sort()).toEqual(['kamailio.cfg', 'rtpengine.conf', 'turnserver.conf']);
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
