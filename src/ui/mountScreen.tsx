/** Puts a screen into its page, in the browser's language and direction and in the colours that were chosen. */
import { effect, type ReadonlySignal } from '@preact/signals';
import { type ComponentChild, render } from 'preact';
import type { SettingsView } from '../messages/protocol.ts';

export type Language = { readonly tag: string; readonly direction: string };

/** `container`: where the page has room for the screen. */
export function mountScreen(screen: ComponentChild, container: Element | null, language: Language): void {
  document.documentElement.lang = language.tag.replace('_', '-');
  document.documentElement.dir = language.direction === 'rtl' ? 'rtl' : 'ltr';
  if (container) render(screen, container);
}

/** As the system until it is known what was chosen. */
export function followTheme(settings: ReadonlySignal<SettingsView | null>): void {
  effect(() => {
    document.documentElement.dataset.theme = settings.value?.settings.theme ?? 'system';
  });
}
