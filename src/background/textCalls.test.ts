// Numbers out of a selection, a link, the address bar: read and raised, never dialled.
import { describe, expect, test } from 'vitest';
import type { HostRequest } from '../messages/protocol.ts';
import type { CountryHint } from '../numbers/e164.ts';
import { createTextCalls } from './textCalls.ts';

const SITE = 'https://crm.example';

function rehearse(countries: Record<string, CountryHint> = {}) {
  const asked: HostRequest[] = [];
  const door = {
    ask: (async (request: HostRequest) => {
      asked.push(request);
      return { ok: true, value: null };
    }) as never,
  };
  const countryOf = async (origin: string | undefined) => countries[origin ?? ''] ?? null;
  return { asked, texts: createTextCalls({ door, countryOf }) };
}

const IN_BRITAIN = { [SITE]: { country: 'GB', source: 'site' } as const };

describe('a chosen text', () => {
  test.each([
    ['the number', '+44 20 7946 0018'],
    ['the number with a word before it', 'Tel.: +44 20 7946 0018'],
    ['the number with a remark in brackets before it', 'Desk (mornings): +44 20 7946 0018'],
    ['the number with its area in brackets', '(020) 7946 0018'],
    ['a link', 'tel:+44-20-7946-0018'],
    ['white space around it', '\n  020 7946 0018 \t'],
  ])('that is %s is raised with its site', async (_, text) => {
    const { asked, texts } = rehearse(IN_BRITAIN);
    expect(await texts.raise(text, SITE)).toEqual({ ok: true, value: null });
    expect(asked).toEqual([
      {
        type: 'command',
        command: {
          type: 'raise',
          raised: expect.objectContaining({
            remote: { e164: '+442079460018', display: '+442079460018' },
            site: SITE,
            country: 'GB',
          }),
        },
      },
    ]);
  });

  test('keeps its extension', async () => {
    const { asked, texts } = rehearse();
    await texts.raise('+44 20 7946 0018 ext. 12');
    expect(asked).toMatchObject([{ command: { raised: { remote: { extension: '12' } } } }]);
  });

  test.each([
    ['words', 'Call me back'],
    ['a number whose country nobody said', '020 7946 0018'],
    ['an invoice', 'INV-2024-0117'],
    ['a page full of text', `+44 20 7946 0018 ${'and more '.repeat(40)}`],
    ['nothing', '   '],
  ])('that is %s raises nothing and says so', async (_, text) => {
    const { asked, texts } = rehearse();
    expect(await texts.raise(text)).toMatchObject({ ok: false, failure: { code: 'number-invalid' } });
    expect(asked).toEqual([]);
  });
});
