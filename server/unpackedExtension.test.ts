// The id of an unpacked extension, as Chromium 156 showed it for a folder of this path.
import { expect, it } from 'vitest';
import { unpackedOrigin } from './unpackedExtension.ts';

it('is what Chromium shows for the folder', () => {
  expect(unpackedOrigin('/opt/offhook/chrome-mv3', 'linux')).toBe(
    'chrome-extension://nlojhnaokakeenkfddgipdemndfagblm',
  );
});

it('is an origin that CORS can be given', () => {
  expect(unpackedOrigin('.output/chrome-mv3')).toMatch(/^chrome-extension:\/\/[a-p]{32}$/);
});
