import { describe, expect, it } from 'vitest';
import { FakeHeadset, type FakeHeadsetOptions, HEADSET, VOLUME_KEYS } from './fakeHeadset.ts';
import { DARK, openHeadset, type Press } from './headset.ts';

const JABRA = 0x0b0e;

async function opened(options: FakeHeadsetOptions = {}) {
  const device = new FakeHeadset(options);
  const pressed: Press[] = [];
  const headset = await openHeadset(device, (press) => pressed.push(press));
  return { device, headset, pressed };
}

describe('the buttons of a headset', () => {
  it('tell how the hook switch stands, once for each change', async () => {
    const { device, pressed } = await opened();
    for (const byte of [0b01, 0b01, 0b00]) device.sends(1, byte);
    expect(pressed).toEqual([
      { button: 'hook', stands: true },
      { button: 'hook', stands: false },
    ]);
  });

  it('tell a press of mute, and not its release', async () => {
    const { device, pressed } = await opened();
    for (const byte of [0b10, 0b00, 0b10, 0b00]) device.sends(1, byte);
    expect(pressed).toEqual([
      { button: 'mute', stands: null },
      { button: 'mute', stands: null },
    ]);
  });

  it('do not touch each other: mute is pressed while it is off-hook', async () => {
    const { device, pressed } = await opened();
    for (const byte of [0b01, 0b11, 0b01]) device.sends(1, byte);
    expect(pressed).toEqual([
      { button: 'hook', stands: true },
      { button: 'mute', stands: null },
    ]);
  });

  it.each([
    ['of another report', 3, [0xff]],
    ['that is shorter than it should be', 1, []],
  ] as const)('say nothing in a report %s', async (_, reportId, bytes) => {
    const { device, pressed } = await opened();
    device.sends(reportId, ...bytes);
    expect(pressed).toEqual([]);
  });

  it('are taken for presses where the maker’s mute is one, whatever its descriptor says', async () => {
    const [input] = HEADSET.inputReports ?? [];
    const items = input?.items?.map((item) => ({ ...item, isAbsolute: true })) ?? [];
    const collections = [{ ...HEADSET, inputReports: [{ reportId: 1, items }] }];
    const plain = await opened({ collections });
    const jabra = await opened({ collections, vendorId: JABRA });
    for (const { device } of [plain, jabra]) for (const byte of [0b10, 0b00]) device.sends(1, byte);
    expect(plain.pressed.map(({ stands }) => stands)).toEqual([true, false]);
    expect(jabra.pressed.map(({ stands }) => stands)).toEqual([null]);
  });

  it('are heard no more after the end', async () => {
    const { device, headset, pressed } = await opened();
    await headset?.close();
    device.sends(1, 0b01);
    expect([pressed, device.opened]).toEqual([[], false]);
  });
});

describe('the lamps of a headset', () => {
  it('are all in one report, at the bits that its descriptor gives', async () => {
    const { device, headset } = await opened();
    await headset?.light({ ...DARK, ring: true });
    await headset?.light({ offHook: true, ring: false, mute: true });
    expect(device.lit).toEqual(['2: 02 00', '2: 01 02']);
  });

  it('go out when it is closed', async () => {
    const { device, headset } = await opened();
    await headset?.close();
    expect(device.lit).toEqual(['2: 00 00']);
  });

  it('include the microphone’s where there is none for mute', async () => {
    const items = [{ reportSize: 1, reportCount: 1, usages: [0x080021] }];
    const { device, headset } = await opened({
      collections: [{ ...HEADSET, outputReports: [{ reportId: 4, items }] }],
    });
    await headset?.light({ ...DARK, mute: true });
    expect(device.lit).toEqual(['4: 01']);
  });
});

describe('a descriptor', () => {
  it('without a telephone’s buttons is no headset’s', async () => {
    const { headset, device } = await opened({ collections: [VOLUME_KEYS] });
    expect([headset, device.opened]).toEqual([null, false]);
  });

  it('may have them in a collection inside another, as a range, behind wider fields and without report ids', async () => {
    const items = [
      { reportSize: 8, reportCount: 1, usages: [0x0b00b0] },
      { reportSize: 1, reportCount: 16, isRange: true, usageMinimum: 0x0b0020, usageMaximum: 0x0b002f },
    ];
    const collections = [{ usagePage: 0x0b, children: [{ inputReports: [{ items }] }] }];
    const { device, pressed } = await opened({ collections });
    device.sends(0, 0xff, 0b1, 0b1000_0000);
    expect(pressed.map(({ button }) => button)).toEqual(['hook', 'mute']);
  });

  it('may lack lamps: nothing is sent', async () => {
    const { outputReports: _, ...silent } = HEADSET;
    const { device, headset } = await opened({ collections: [silent] });
    await headset?.light({ offHook: true, ring: true, mute: true });
    expect(device.lit).toEqual([]);
  });
});
