/** The daemons as systemd units, made of what `run/` starts them with: one source for a desk, a machine and the lab. */
import { resolve } from 'node:path';
import type { GatewaySettings } from '../config/settings.ts';
import { foldersOf } from '../render/folder.ts';
import type { Program } from '../run/programs.ts';

/** Path under /etc/systemd/system → text. */
export type Units = Readonly<Record<string, string>>;

export const USER = 'offhook';
export const TARGET = 'offhook-gateway.target';
export const unitOf = (program: Program['name']) => `offhook-${program}.service`;

export function unitsOf(settings: GatewaySettings, programs: readonly Program[]): Units {
  const units = programs.map((program, at) => [
    unitOf(program.name),
    serviceText(program, programs[at - 1] ?? null, settings),
  ]);
  const names = programs.map(({ name }) => unitOf(name)).join(' ');
  const target = [
    '# Written by `npm run gateway -- up`: changes made here are lost.',
    '[Unit]',
    'Description=Offhook gateway',
    `Wants=${names}`,
    '[Install]',
    'WantedBy=multi-user.target',
  ];
  return { ...Object.fromEntries(units), [TARGET]: text(target) };
}

function serviceText(program: Program, before: Program | null, settings: GatewaySettings): string {
  const { run } = foldersOf(settings);
  const { cdrFile } = settings;
  const writable = [run, ...(program.name === 'records' && cdrFile ? [resolve(cdrFile)] : [])];
  return text([
    '# Written by `npm run gateway -- up`: changes made here are lost.',
    '[Unit]',
    `Description=Offhook gateway: ${program.name}`,
    `PartOf=${TARGET}`,
    'Wants=network-online.target',
    `After=network-online.target${before ? ` ${unitOf(before.name)}` : ''}`,
    '# A daemon that falls over at once is tried again, for ever: a telephone has nobody to ask.',
    'StartLimitIntervalSec=0',
    '[Service]',
    `User=${USER}`,
    `WorkingDirectory=${program.folder}`,
    `ExecStart=${[`/usr/bin/env ${program.command}`, ...program.args].join(' ')}`,
    'Restart=always',
    'RestartSec=1',
    'TimeoutStopSec=15',
    'LimitNOFILE=65536',
    'AmbientCapabilities=CAP_NET_BIND_SERVICE',
    'CapabilityBoundingSet=CAP_NET_BIND_SERVICE',
    'NoNewPrivileges=yes',
    'ProtectSystem=strict',
    'ProtectHome=yes',
    'PrivateTmp=yes',
    'PrivateDevices=yes',
    `ReadWritePaths=${writable.join(' ')}`,
    '[Install]',
    `WantedBy=${TARGET}`,
  ]);
}

function text(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
