/** Every screen in every situation, looked at: no accessibility violation, nothing cut off, and a picture of each. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import en from '../../../locales/en.json' with { type: 'json' };
import { accessFaults, colourFaults, heightFaults, roomFaults } from './faults.ts';
import { SITUATIONS, type Situation, type SituationName } from './gallery/situations.ts';
import { beRefused, fillPlivoForm, type Gallery, goOn, openGallery, pressAll, show } from './gallery.ts';
import { openPictures, takePicture } from './pictures.ts';

const WELCOME = ['unknown', 'asking', 'granted', 'denied', 'missing'] as const;
const LONG_MS = 600_000; // many pictures in one test, and the machine may be busy with others

type ScreenName = SituationName | `welcome-${(typeof WELCOME)[number]}`;
type Look = (name: ScreenName, page: Page) => Promise<readonly string[]>;

const situations = Object.keys(SITUATIONS) as SituationName[];
const popups = situations.filter((name) => 'site' in SITUATIONS[name]);
const panels = situations.filter((name) => !popups.includes(name));

/** One of each kind: forms, a list, a pad with its site, warnings, waiting numbers, calls side by side, a page. */
const KINDS = [
  'signIn',
  'signInSip',
  'plivoBoth',
  'ready',
  'microphoneUnknown',
  'accounts',
  'siperbDevices',
  'needsReason',
  'raisedByChoice',
  'raisedNeedsReason',
  'raisedNotReady',
  'incomingInCall',
  'live',
  'transferForm',
  'consulting',
  'conference',
  'bridge',
  'fourCalls',
  'longName',
  'qualityDetails',
  'soundPicker',
  'hungUp',
  'voicemail',
  'doNotDisturb',
  'historyInPanel',
  'historyOpened',
  'historyLong',
  'welcome-denied',
] as const;

const REFUSALS: { readonly [Name in SituationName]?: string } = {
  signInRefused: en.sign_in_failed_credentials,
  signInUnreachable: en.sign_in_failed_server,
  refused: en.failure_too_many_calls,
};

let gallery: Gallery;

beforeAll(async () => {
  await openPictures();
  gallery = await openGallery();
});

afterAll(() => gallery?.close());

/** Looks at each of `names` and collects what is wrong; two pages share the work, as a machine has two cores. */
async function faultsOf(names: readonly ScreenName[], look: Look, options: BrowserContextOptions = {}) {
  const faults: string[] = [];
  const queue = [...names];
  const viewer = async () => {
    const page = await gallery.open({ viewport: { width: 360, height: 600 }, ...options });
    for (let name = queue.shift(); name; name = queue.shift())
      for (const fault of await look(name, page)) faults.push(`${name}: ${fault}`);
    await page.context().close();
  };
  await Promise.all([viewer(), viewer()]);
  return faults;
}

function addressOf(name: ScreenName, surface: 'popup' | 'panel' = surfaceOf(name)): string {
  const welcome = WELCOME.find((state) => name === `welcome-${state}`);
  return welcome ? `welcome=${welcome}` : `situation=${name}&surface=${surface}`;
}

function surfaceOf(name: ScreenName): 'popup' | 'panel' {
  return popups.some((popup) => popup === name) ? 'popup' : 'panel';
}

/** `query`: more of the address; `surface`: another than the situation's own. */
async function enter(name: ScreenName, page: Page, query = '', surface?: 'panel'): Promise<void> {
  const refusal = REFUSALS[name as SituationName];
  const situation: Situation | undefined = SITUATIONS[name as SituationName];
  await show(page, addressOf(name, surface) + query);
  if (refusal) await beRefused(page, refusal);
  if (situation?.does) await goOn(page, situation.does);
  if (situation) await pressAll(page, situation);
  if (situation?.plivoForm) await fillPlivoForm(page, situation.plivoForm);
}

const inLightAndDark: Look = async (name, page) => {
  await enter(name, page);
  const faults = [...(await roomFaults(page))];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await takePicture(page, `${name}-${colorScheme}`);
    const found = await (colorScheme === 'light' ? accessFaults : colourFaults)(page);
    faults.push(...found.map((fault) => `${colorScheme}: ${fault}`));
  }
  return faults;
};

/** The same screen under other conditions: they change no role and no colour of ours, so room is what can go wrong. */
function under(condition: string, query = '', surface?: 'panel'): Look {
  return async (name, page) => {
    await enter(name, page, query, surface);
    await takePicture(page, `${name}-${condition}`);
    return roomFaults(page);
  };
}

describe('in the light and in the dark', () => {
  it.each([
    ['the popup is accessible in every situation', popups],
    ['the side panel is accessible in every situation', panels],
  ])('%s', { timeout: LONG_MS }, async (_, names) => {
    expect(await faultsOf(names, inLightAndDark)).toEqual([]);
  });

  it('the welcome page is accessible whatever the microphone says', { timeout: LONG_MS }, async () => {
    const names = WELCOME.map((state) => `welcome-${state}` as const);
    const viewport = { width: 900, height: 600 };
    expect(await faultsOf(names, inLightAndDark, { viewport })).toEqual([]);
  });
});

describe('each kind of screen', () => {
  it('has room for the long words of German', { timeout: LONG_MS }, async () => {
    expect(await faultsOf(KINDS, under('german', '&lang=de'))).toEqual([]);
  });

  it('has room for sentences that are two fifths longer', { timeout: LONG_MS }, async () => {
    expect(await faultsOf(KINDS, under('pseudo', '&lang=pseudo'))).toEqual([]);
  });

  it('is accessible with more contrast', { timeout: LONG_MS }, async () => {
    const look: Look = async (name, page) => {
      await enter(name, page);
      await takePicture(page, `${name}-contrast`);
      return colourFaults(page);
    };
    expect(await faultsOf(KINDS, look, { contrast: 'more' })).toEqual([]);
  });

  it('reads from right to left', { timeout: LONG_MS }, async () => {
    expect(await faultsOf(KINDS, under('rtl', '&lang=ar'))).toEqual([]);
  });

  it('fits a panel of 280 px', { timeout: LONG_MS }, async () => {
    const viewport = { width: 280, height: 600 };
    expect(await faultsOf(KINDS, under('narrow', '', 'panel'), { viewport })).toEqual([]);
  });

  it('fits that panel at a zoom of 200 %', { timeout: LONG_MS }, async () => {
    // A browser zoomed to 200 % gives a page half the CSS pixels at twice the density.
    const options = { viewport: { width: 280, height: 300 }, deviceScaleFactor: 2 };
    expect(await faultsOf(KINDS, under('zoomed', '', 'panel'), options)).toEqual([]);
  });

  it('keeps its shape in forced colours', { timeout: LONG_MS }, async () => {
    expect(await faultsOf(KINDS, under('forced'), { forcedColors: 'active' })).toEqual([]);
  });
});

describe('the popup', () => {
  const fits: Look = async (name, page) => {
    await enter(name, page);
    return heightFaults(page);
  };

  it('fits the 600 px that a popup may have, whatever the phone has to say', {
    timeout: LONG_MS,
  }, async () => {
    expect(await faultsOf(popups, fits)).toEqual([]);
  });
});
