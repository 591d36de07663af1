/** Puts a screen into its page, in the browser's language and direction. */
import { type ComponentChild, render } from 'preact';

export type Language = { readonly tag: string; readonly direction: string };

/** `container`: where the page has room for the screen. */
export function mountScreen(screen: ComponentChild, container: Element | null, language: Language): void {
  document.documentElement.lang = language.tag.replace('_', '-');
  document.documentElement.dir = language.direction === 'rtl' ? 'rtl' : 'ltr';
  if (container) render(screen, container);
}
