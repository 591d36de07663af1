import { describe, expect, test } from 'vitest';
import { turnOnGranted, welcome } from './arrivals.ts';
import type { SiteChange } from './sites.ts';

function browserThat(granted: boolean) {
  const opened: string[] = [];
  const deps = {
    microphoneGranted: async () => granted,
    openTab: async (path: string) => opened.push(path),
  };
  return { opened, deps };
}

describe('a first install', () => {
  test('opens the welcome page, which asks for the microphone', async () => {
    const { opened, deps } = browserThat(false);
    await welcome('install', deps);
    expect(opened).toEqual(['/welcome.html']);
  });

  test('stays silent where the microphone is granted already, as by policy', async () => {
    const { opened, deps } = browserThat(true);
    await welcome('install', deps);
    expect(opened).toEqual([]);
  });

  test('is not an update', async () => {
    const { opened, deps } = browserThat(false);
    await welcome('update', deps);
    expect(opened).toEqual([]);
  });
});

describe('a permission that was granted', () => {
  async function turnedOn(...origins: string[]): Promise<SiteChange[]> {
    const on: SiteChange[] = [];
    await turnOnGranted({ origins }, async (site) => {
      on.push(site);
      return {
        ok: true,
        value: {
          origin: site.origin,
          enabled: site.enabled,
          oneClick: false,
          managed: false,
          blocked: false,
        },
      };
    });
    return on;
  }

  test('turns its site on, although the popup that asked is closed by then', async () => {
    expect(await turnedOn('https://crm.example.com/*')).toEqual([
      { origin: 'https://crm.example.com', enabled: true },
    ]);
  });

  test('for many sites at once turns none on: that was not asked for here', async () => {
    expect(await turnedOn('https://*/*', 'http://*/*', '<all_urls>', '*://*.example.com/*')).toEqual([]);
  });

  test('without a host turns nothing on', async () => {
    const on: SiteChange[] = [];
    await turnOnGranted({ permissions: ['storage'] }, async (site) => {
      on.push(site);
      return {
        ok: true,
        value: {
          origin: site.origin,
          enabled: site.enabled,
          oneClick: false,
          managed: false,
          blocked: false,
        },
      };
    });
    expect(on).toEqual([]);
  });
});
