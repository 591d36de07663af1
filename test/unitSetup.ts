// What every unit test finds: an empty browser (storage, messages, tabs), the English words, and IndexedDB in memory.
import 'fake-indexeddb/auto';
import { generateChromeMessages, parseMessagesObject } from '@wxt-dev/i18n/build';
import { beforeEach } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import english from '../locales/en.json' with { type: 'json' };

const messages = generateChromeMessages(parseMessagesObject(english));
const predefined: Record<string, string> = { '@@ui_locale': 'en', '@@bidi_dir': 'ltr' };

// i18n's own browser object is read from the global once, when it is first imported.
Object.assign(globalThis, { browser: fakeBrowser, chrome: fakeBrowser });

function getMessage(name: string, substitutions?: string | number | readonly (string | number)[]): string {
  const values = [substitutions ?? []].flat();
  const text = predefined[name] ?? messages[name]?.message ?? '';
  return text.replace(/\$([1-9])/g, (_, place) => String(values[Number(place) - 1] ?? ''));
}

function teachEnglish(): void {
  fakeBrowser.i18n.getMessage = getMessage as typeof fakeBrowser.i18n.getMessage;
  fakeBrowser.i18n.getUILanguage = () => 'en';
}

teachEnglish(); // at once too, for words read while a test file is imported
beforeEach(() => {
  fakeBrowser.reset();
  teachEnglish();
});
