import { describe, expect, it } from 'vitest';
import { createFakeWire } from '../fakeWire.ts';
import { createDoctorModel } from './doctorModel.ts';
import { redact, reportOf } from './doctorReport.ts';

const SECRETS = [
  'offhook_Zk3vQ0b9aLx27TtWcPq81m',
  'eyJhbGciOiJI.eyJzdWIiOiJk.c2lnbmF0dXJl',
  '+1 415-555-0100',
  '14155550100',
];

describe('the report', () => {
  it('has every line, its fix and its advice, and no key, token or number', () => {
    const line = {
      verdict: 'warn',
      found: 'Late',
      fix: 'Set the clock',
      advice: [SECRETS.join(' and ')],
    } as const;
    const text = reportOf([
      { group: null, name: 'Microphone', line: { verdict: 'ok', found: 'There' } },
      { group: 'Sales', name: 'Token', line },
    ]);
    expect(text.split('\n')).toHaveLength(5);
    expect(text).toContain('Sales: Token');
    expect(text).toContain('Set the clock');
    expect(text).toContain('[…] and […] and […] and […]');
    for (const secret of [...SECRETS, '4155550100']) expect(text).not.toContain(secret);
  });

  it('goes to the clipboard, and says whether it could', async () => {
    for (const may of [true, false]) {
      const copies: string[] = [];
      const model = createDoctorModel({
        ask: createFakeWire({ getSites: { ok: true, value: [] }, getAccounts: { ok: true, value: [] } }).ask,
        findMicrophone: async () => 'granted',
        listDevices: async () => [],
        versions: async () => ({ product: 'Offhook 1', browser: 'Chromium 156', system: 'Linux' }),
        copy: async (text) => {
          if (!may) throw new Error('not allowed');
          copies.push(text);
        },
      });
      await model.copyReport();
      expect(model.copied.value).toBeNull();
      await model.run();
      await model.copyReport();
      expect([model.copied.value, copies.length]).toEqual([may, may ? 1 : 0]);
    }
  });

  it.each([
    'https://calls.orchid-foods-telephony.example.com/answer does not answer: ECONNREFUSED',
    'http://127.0.0.1:38291/answer answers 404',
    'this machine is 3600 s ahead of Plivo',
  ])('keeps what an administrator needs: %s', (text) => {
    expect(redact(text)).toBe(text);
  });
});
