// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { E164 } from '../numbers/e164.ts';
import { LocalTime, localTimes } from './LocalTime.tsx';

const NOON = Date.parse('2026-11-20T12:00:00Z');

afterEach(cleanup);

describe('the local time', () => {
  it('is said once where all clocks agree', () => {
    expect(localTimes(['Europe/London', 'Europe/Lisbon'], NOON)).toHaveLength(1);
  });

  it('goes from the earliest to the latest', () => {
    const [west, east] = localTimes(['America/New_York', 'America/Los_Angeles'], NOON);
    expect([west, east].map((time) => Number.parseInt(time ?? '', 10))).toEqual([4, 7]);
  });

  it('is left out where nobody knows', async () => {
    const { container } = render(
      <LocalTime model={{ timeZonesOf: async () => [] }} e164={'+80012345678' as E164} />,
    );
    await Promise.resolve();
    expect(container.textContent).toBe('');
  });

  it('is shown as soon as the zones are known', async () => {
    render(
      <LocalTime model={{ timeZonesOf: async () => ['Europe/London'] }} e164={'+442079460018' as E164} />,
    );
    expect(await screen.findByText(/there/)).toBeTruthy();
  });
});
