/** "Check Plivo", run: gathers the facts in the order in which a call needs them, a line each as soon as it is known. */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Microphone } from '../../call/state.ts';
import type { askSwitchboard } from '../../messages/send.ts';
import {
  CHECK_STEPS,
  type CheckLine,
  type CheckStep,
  microphoneLine,
  registrationLine,
  SKIPPED,
  serverLines,
  signedInLine,
} from './checkLine.ts';
import { reportOf } from './checkReport.ts';

export type CheckWire = {
  readonly ask: typeof askSwitchboard;
  /** What the browser has decided so far, and whether there is a device; asks nobody. */
  readonly findMicrophone: () => Promise<Microphone>;
  /** Rejects when the clipboard may not be written. */
  readonly copy: (text: string) => Promise<void>;
};

/** What there is to show of a step: a line, once the step was looked at. */
export type CheckRow = { readonly step: CheckStep; readonly line: CheckLine | 'running' | 'waiting' };

export type CheckModel = {
  /** null: nobody has asked for a check yet. */
  readonly rows: ReadonlySignal<readonly CheckRow[] | null>;
  readonly running: ReadonlySignal<boolean>;
  /** What came of the last attempt to copy; null before it and after another run. */
  readonly copied: ReadonlySignal<boolean | null>;
  run(): Promise<void>;
  copyReport(): Promise<void>;
};

type Lines = Partial<Readonly<Record<CheckStep, CheckLine>>>;

export function createCheckModel(wire: CheckWire): CheckModel {
  const lines = signal<Lines | null>(null);
  const running = signal(false);
  const copied = signal<boolean | null>(null);
  const tell = (more: Lines) => {
    lines.value = { ...lines.value, ...more };
  };

  async function checkAccount(): Promise<boolean> {
    const reply = await wire.ask<'getAccounts'>({ type: 'getAccounts' });
    const accounts = reply.ok ? reply.value : [];
    const line = signedInLine(accounts.find(({ kind }) => kind === 'plivo') ?? accounts[0] ?? null);
    tell({ signed_in: line });
    return line.verdict === 'ok';
  }

  async function checkServer(): Promise<void> {
    tell(serverLines(await wire.ask<'checkPlivo'>({ type: 'checkPlivo' })));
  }

  async function checkRegistration(): Promise<void> {
    const reply = await wire.ask<'getState'>({ type: 'getState' });
    tell({ registration: registrationLine(reply.ok ? reply.value : null) });
  }

  async function run(): Promise<void> {
    if (running.value) return;
    running.value = true;
    copied.value = null;
    lines.value = {};
    if (await checkAccount()) {
      await checkServer();
      await checkRegistration();
    } else {
      const skipped = SKIPPED();
      tell({ server: skipped, token: skipped, registration: skipped, webhook: skipped, signature: skipped });
    }
    // Whoever refuses to list devices keeps the microphone from us as well.
    tell({ microphone: microphoneLine(await wire.findMicrophone().catch(() => 'denied' as const)) });
    running.value = false;
  }

  async function copyReport(): Promise<void> {
    if (!rows.value) return;
    copied.value = await wire.copy(reportOf(rows.value)).then(
      () => true,
      () => false,
    );
  }

  const rows = computed(() => (lines.value ? rowsOf(lines.value, running.value) : null));
  return { rows, running, copied, run, copyReport };
}

/** The first step without a line is the one that is being looked at. */
function rowsOf(lines: Lines, running: boolean): readonly CheckRow[] {
  const current = running ? CHECK_STEPS.find((step) => !lines[step]) : undefined;
  return CHECK_STEPS.map((step) => ({
    step,
    line: lines[step] ?? (step === current ? 'running' : 'waiting'),
  }));
}
