/** The welcome page's state: the one place that may ask for the microphone, because an offscreen document cannot. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Microphone } from '../call/state.ts';
import type { askSwitchboard } from '../messages/send.ts';

export type WelcomeWire = {
  readonly ask: typeof askSwitchboard;
  /** What the browser has decided so far; asks nobody. */
  readonly readMicrophone: () => Promise<Microphone>;
  /** Makes the browser ask. */
  readonly requestMicrophone: () => Promise<Microphone>;
};

export type WelcomeModel = {
  /** null until the browser has said what it knows. */
  readonly microphone: ReadonlySignal<Microphone | 'asking' | null>;
  request(): Promise<void>;
};

export function createWelcomeModel(wire: WelcomeWire): WelcomeModel {
  const microphone = signal<Microphone | 'asking' | null>(null);

  async function request(): Promise<void> {
    if (microphone.value === 'asking') return;
    microphone.value = 'asking';
    microphone.value = await wire.requestMicrophone();
    await wire.ask<'command'>({ type: 'command', command: { type: 'checkMicrophone' } });
  }

  void wire.readMicrophone().then((known) => {
    microphone.value ??= known;
  });
  return { microphone, request };
}
