/** What a daemon has used: processor time and memory of its whole process group (Linux). */
import { readdirSync, readFileSync } from 'node:fs';
import type { LabProcess } from '../../test/lab/process.ts';

const TICKS_PER_SECOND = 100;

export function cpuSeconds(daemon: LabProcess): number {
  const ticks = fieldsOf(daemon).map((fields) => Number(fields[11]) + Number(fields[12]));
  return ticks.reduce((sum, own) => sum + own, 0) / TICKS_PER_SECOND;
}

/** Proportional: what its processes share is counted once. */
export function kilobytes(daemon: LabProcess): number {
  const sizes = pidsOf(daemon).map(
    (pid) => /^Pss: +(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1],
  );
  return sizes.reduce((sum, size) => sum + Number(size ?? 0), 0);
}

const fieldsOf = (daemon: LabProcess) => pidsOf(daemon).map(statOf);
const pidsOf = (daemon: LabProcess) =>
  readdirSync('/proc').filter((entry) => /^\d+$/.test(entry) && Number(statOf(entry)[2]) === daemon.pid());

/** The fields of /proc/<pid>/stat after the program's name; empty when it has ended. */
function statOf(pid: string): readonly string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
