import { describe, expect, it } from 'vitest';
import type { CheckReply } from '../../accounts/tokenContract.ts';
import { FAILURE_CODES } from '../../call/failure.ts';
import type { Microphone } from '../../call/state.ts';
import type { AccountView, LineCheck } from '../../messages/protocol.ts';
import { createFakeWire, type FakeAnswers } from '../fakeWire.ts';
import { ANNA, AT_PLIVO, NOTHING_SET, SITE_OFF } from '../goodDay.ts';
import type { AudioDevice } from '../options/optionsModel.ts';
import { say } from '../words.ts';
import { createDoctorModel } from './doctorModel.ts';

const SERVER: CheckReply = [
  { name: 'database', verdict: 'ok', found: 'agents: 1', tookMs: 1 },
  { name: 'token api', verdict: 'ok', found: 'made a token', tookMs: 80 },
  { name: 'token shape', verdict: 'ok', found: 'valid for 900 s', tookMs: 1 },
  { name: 'clock', verdict: 'ok', found: 'agrees with Plivo’s', tookMs: 40 },
  { name: 'webhook reachability', verdict: 'ok', found: 'it answers', tookMs: 9 },
  { name: 'webhook signature', verdict: 'ok', found: 'it is believed', tookMs: 9 },
];
const LINE: readonly LineCheck[] = [
  { what: 'server', target: 'wss://sip.example', verdict: 'ok', ms: 12 },
  { what: 'registration', target: 'anna@sip.example', verdict: 'ok' },
  { what: 'turn', target: 'turn:turn.example', verdict: 'ok', ms: 30 },
  { what: 'echo', target: '', verdict: 'ok', ms: 90 },
];
const DEVICES: readonly AudioDevice[] = [
  { kind: 'audioinput', id: 'a', name: 'Headset' },
  { kind: 'audiooutput', id: 'b', name: 'Headset' },
];

type Day = {
  answers?: FakeAnswers;
  accounts?: readonly AccountView[];
  microphone?: Microphone;
  server?: CheckReply;
  line?: readonly LineCheck[];
  devices?: readonly AudioDevice[];
};

/** Two accounts, everything sound; `change` breaks one thing. */
function open(change: Day = {}) {
  const wire = createFakeWire({
    getAccounts: { ok: true, value: change.accounts ?? [ANNA, AT_PLIVO] },
    getSettings: { ok: true, value: NOTHING_SET },
    getSites: { ok: true, value: [{ ...SITE_OFF, enabled: true }] },
    checkPlivo: { ok: true, value: change.server ?? SERVER },
    checkLine: { ok: true, value: change.line ?? LINE },
    ...change.answers,
  });
  const model = createDoctorModel({
    ask: wire.ask,
    findMicrophone: async () => change.microphone ?? 'granted',
    listDevices: async () => change.devices ?? DEVICES,
    versions: async () => ({ product: 'Offhook 1', browser: 'Chromium 156', system: 'Linux' }),
    copy: async () => undefined,
  });
  const lines = () =>
    (model.rows.value ?? []).flatMap(({ line }) => (typeof line === 'string' ? [] : [line]));
  /** What is wrong: the row's name and its verdict. */
  const ills = () =>
    (model.rows.value ?? []).flatMap(({ name, line }) =>
      typeof line === 'string' || line.verdict === 'ok' ? [] : [[name, line.verdict]],
    );
  const lineOf = (name: string) => {
    const line = model.rows.value?.find((row) => row.name.startsWith(name))?.line;
    return typeof line === 'object' ? line : undefined;
  };
  return { model, asked: wire.asked, lines, ills, lineOf };
}

const broken = (name: string, verdict: 'fail' | 'warn' | 'skipped'): CheckReply =>
  SERVER.map((finding) =>
    finding.name === name ? { ...finding, verdict, found: 'it is broken', fix: 'mend it' } : finding,
  );

describe('the doctor', () => {
  it('asks nothing before somebody wants it', () => {
    const { model, asked } = open();
    expect([model.rows.value, asked]).toEqual([null, []]);
  });

  it('finds nothing to mend where all is well, in this browser and in each account', async () => {
    const { model, ills, lines } = open();
    await model.run();
    expect(ills()).toEqual([]);
    expect(lines().every(({ fix }) => fix === undefined)).toBe(true);
    expect(new Set(model.rows.value?.map(({ group }) => group))).toEqual(
      new Set([null, ANNA.label, AT_PLIVO.label]),
    );
  });

  it('shows what it is at, and what it knows already', async () => {
    const { model } = open();
    const run = model.run();
    await Promise.resolve();
    await Promise.resolve();
    expect(model.rows.value?.at(-1)?.line).toBe('running');
    await run;
    expect([model.running.value, model.rows.value?.some(({ line }) => line === 'running')]).toEqual([
      false,
      false,
    ]);
  });

  it('runs once at a time', async () => {
    const { model, asked } = open();
    await Promise.all([model.run(), model.run()]);
    expect(asked.filter(({ type }) => type === 'checkPlivo')).toHaveLength(1);
  });

  it('says to sign in to somebody without an account, and has looked at the browser', async () => {
    const { model, ills, asked } = open({ accounts: [] });
    await model.run();
    expect(ills()).toEqual([[say('check_step_signed_in'), 'fail']]);
    expect(asked.some(({ type }) => type === 'checkLine')).toBe(false);
  });
});

describe('of this browser', () => {
  it.each<[Microphone, string[]]>([
    ['granted', []],
    ['unknown', ['warn']],
    ['denied', ['fail']],
    ['missing', ['fail']],
  ])('it knows a microphone that is %s', async (microphone, verdicts) => {
    const { model, ills, lineOf } = open({ microphone });
    await model.run();
    expect(ills().map(([, verdict]) => verdict)).toEqual(verdicts);
    expect(lineOf(say('check_step_microphone'))?.fix === undefined).toBe(verdicts.length === 0);
  });

  it('it misses a device that was chosen', async () => {
    const settings = { ...NOTHING_SET.settings, speaker: 'gone' };
    const { model, ills } = open({
      answers: { getSettings: { ok: true, value: { ...NOTHING_SET, settings } } },
    });
    await model.run();
    expect(ills()).toEqual([[say('doctor_step_devices'), 'warn']]);
  });

  it('it says where Offhook is on at no site', async () => {
    const { model, ills } = open({ answers: { getSites: { ok: true, value: [SITE_OFF] } } });
    await model.run();
    expect(ills()).toEqual([[say('options_sites'), 'warn']]);
  });

  it('it hands on what is wrong with a policy and what is left to do', async () => {
    const view = {
      ...NOTHING_SET,
      problems: [{ key: 'theem', value: 'dark', fix: 'Write theme.' }],
      policy: { set: [], problems: [], todo: [{ what: 'microphone', fix: 'Allow it.' }] } as const,
    };
    const { model, lineOf } = open({ answers: { getSettings: { ok: true, value: view } } });
    await model.run();
    expect(lineOf(say('options_policy'))).toMatchObject({
      verdict: 'warn',
      advice: ['theem: Write theme.', 'Allow it.'],
    });
  });
});

describe('of a line', () => {
  it.each<[LineCheck['what'], LineCheck['verdict']]>([
    ['server', 'fail'],
    ['registration', 'fail'],
    ['registration', 'warn'],
    ['stun', 'warn'],
    ['turn', 'fail'],
    ['echo', 'fail'],
    ['echo', 'warn'],
  ])('it has a fix for a %s that is %s, and what the phone said of it', async (what, verdict) => {
    const line = [{ what, target: 'x', verdict, detail: 'closed with 1006' }];
    const { model, ills, lines } = open({ line, accounts: [ANNA] });
    await model.run();
    expect(ills()).toHaveLength(1);
    expect(lines().at(-1)).toMatchObject({ verdict, advice: ['closed with 1006'] });
    expect(lines().at(-1)?.fix).toBeTruthy();
  });

  it('it tells how long sound takes', async () => {
    const { model, lineOf } = open();
    await model.run();
    expect(lineOf(say('doctor_step_echo'))?.found).toBe(say('doctor_echo_ok', '90'));
  });

  it.each(FAILURE_CODES)('it has a word and a fix where the phone does not look: %s', async (code) => {
    const { model, lines } = open({
      accounts: [ANNA],
      answers: { checkLine: { ok: false, failure: { code } } },
    });
    await model.run();
    expect(lines().at(-1)).toMatchObject({ verdict: 'fail' });
    expect(lines().at(-1)?.fix).toBeTruthy();
  });
});

describe('of our Plivo server', () => {
  it.each(FAILURE_CODES)('it has a fix where the server does not answer: %s', async (code) => {
    const { model, ills, lineOf } = open({
      accounts: [AT_PLIVO],
      line: LINE.slice(1),
      answers: { checkPlivo: { ok: false, failure: { code } } },
    });
    await model.run();
    expect(ills().map(([, verdict]) => verdict)).toEqual(['fail', 'skipped', 'skipped', 'skipped']);
    expect(lineOf(say('check_step_server'))?.fix).toBeTruthy();
  });

  it.each([
    ['database', 'check_step_server'],
    ['token api', 'check_step_token'],
    ['token shape', 'check_step_token'],
    ['clock', 'check_step_token'],
    ['webhook reachability', 'check_step_webhook'],
    ['webhook signature', 'check_step_signature'],
  ] as const)('it hands on what the server says of its %s', async (name, step) => {
    for (const verdict of ['fail', 'warn', 'skipped'] as const) {
      const { model, ills, lineOf } = open({
        accounts: [AT_PLIVO],
        line: LINE.slice(1),
        server: broken(name, verdict),
      });
      await model.run();
      expect(ills()).toEqual([[say(step), verdict]]);
      expect(lineOf(say(step))?.advice).toEqual([`${name}: it is broken. Fix: mend it`]);
    }
  });

  it('it calls nothing well of which the server says nothing', async () => {
    const { model, ills } = open({ accounts: [AT_PLIVO], line: [], server: SERVER.slice(0, 1) });
    await model.run();
    expect(ills().map(([, verdict]) => verdict)).toEqual(['skipped', 'skipped', 'skipped']);
  });
});
