// Telephone links of any page, where the agent chose Offhook for them: back where one was, the number raised.
import { describe, expect, test } from 'vitest';
import type { Reply } from '../messages/protocol.ts';
import { createTelLinks, type TabsApi, TEL_PAGE } from './telLinks.ts';

const OWN = 'chrome-extension://offhook';
const LINK = `${OWN}${TEL_PAGE}tel%3A%2B14155550142`;

function rehearse({ wanted = true, there = [] as { id: number; url: string }[], canGoBack = true } = {}) {
  const happened: string[] = [];
  const complaints: unknown[] = [];
  let arrived: ((tabId: number, url: string) => void) | null = null;
  const now = { wanted };
  const tabs: TabsApi = {
    watch(listener) {
      arrived = listener;
      return () => {
        arrived = null;
      };
    },
    at: async () => there,
    async goBack(id) {
      if (!canGoBack) throw new Error('no page before it');
      happened.push(`back ${id}`);
    },
    close: async (id) => void happened.push(`close ${id}`),
  };
  const links = createTelLinks({
    tabs,
    own: OWN,
    wanted: async () => now.wanted,
    textCalls: {
      raise: async (text): Promise<Reply<null>> => {
        happened.push(`raise ${text}`);
        return { ok: true, value: null };
      },
    },
    openPhone: async () => void happened.push('open'),
    complain: (error) => complaints.push(error),
  });
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  return {
    links,
    happened,
    complaints,
    now,
    isWatching: () => arrived !== null,
    async arrives(url: string) {
      arrived?.(7, url);
      await settled();
    },
  };
}

describe('a telephone link', () => {
  test('brings its tab back, opens the phone and raises the number', async () => {
    const { links, happened, arrives } = rehearse();
    await links.follow();
    await arrives(LINK);
    expect(happened).toEqual(['back 7', 'open', 'raise tel:+14155550142']);
  });

  test('that opened a tab of its own closes it', async () => {
    const { links, happened, arrives } = rehearse({ canGoBack: false });
    await links.follow();
    await arrives(LINK);
    expect(happened).toEqual(['close 7', 'open', 'raise tel:+14155550142']);
  });

  test('that woke the worker is found where it stands', async () => {
    const { links, happened } = rehearse({ there: [{ id: 3, url: LINK }] });
    await links.follow();
    expect(happened).toEqual(['back 3', 'open', 'raise tel:+14155550142']);
  });

  test('whose text is broken is complained of, and raises nothing', async () => {
    const { links, happened, complaints, arrives } = rehearse();
    await links.follow();
    await arrives(`${OWN}${TEL_PAGE}%E0%A4%A`);
    expect(happened).not.toContain('raise');
    expect(complaints).toHaveLength(1);
  });
});

test('any other address is nothing to us, our own pages too', async () => {
  const { links, happened, arrives } = rehearse();
  await links.follow();
  for (const url of ['https://crm.example/', `${OWN}/sidepanel.html`, `https://evil.example/?${LINK}`])
    await arrives(url);
  expect(happened).toEqual([]);
});

test('no tab is watched where nobody wants it, nor when somebody does no more', async () => {
  const { links, now, isWatching } = rehearse({ wanted: false });
  await links.follow();
  expect(isWatching()).toBe(false);
  now.wanted = true;
  await links.follow();
  expect(isWatching()).toBe(true);
  now.wanted = false;
  await links.follow();
  expect(isWatching()).toBe(false);
});
