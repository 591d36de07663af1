import { describe, expect, it } from 'vitest';
import type { CheckReply } from '../../accounts/tokenContract.ts';
import { FAILURE_CODES } from '../../call/failure.ts';
import { initialState, type Line, type Microphone } from '../../call/state.ts';
import type { AccountView } from '../../messages/protocol.ts';
import { createFakeWire, type FakeAnswers } from '../fakeWire.ts';
import { ANNA, AT_PLIVO } from '../goodDay.ts';
import { createCheckModel } from './checkModel.ts';
import { redact } from './checkReport.ts';

const SOUND: CheckReply = [
  { name: 'database', verdict: 'ok', found: 'agents: 1', tookMs: 1 },
  { name: 'token api', verdict: 'ok', found: 'made a token', tookMs: 80 },
  { name: 'token shape', verdict: 'ok', found: 'valid for 900 s', tookMs: 1 },
  { name: 'clock', verdict: 'ok', found: 'agrees with Plivo’s', tookMs: 40 },
  { name: 'webhook reachability', verdict: 'ok', found: 'it answers', tookMs: 9 },
  { name: 'webhook signature', verdict: 'ok', found: 'it is believed', tookMs: 9 },
];
const READY: Line = { status: 'ready', identity: '+14155550100' };

/** Signed in, registered, everything sound; `change` breaks one thing. */
function open(
  change: { answers?: FakeAnswers; line?: Line; microphone?: Microphone; findings?: CheckReply } = {},
) {
  const state = { ...initialState('host-1'), line: change.line ?? READY };
  const wire = createFakeWire({
    getAccounts: { ok: true, value: [AT_PLIVO] },
    checkPlivo: { ok: true, value: change.findings ?? SOUND },
    getState: { ok: true, value: state },
    ...change.answers,
  });
  const copies: string[] = [];
  const model = createCheckModel({
    ask: wire.ask,
    findMicrophone: async () => change.microphone ?? 'granted',
    copy: async (text) => void copies.push(text),
  });
  const verdicts = () =>
    Object.fromEntries(
      (model.rows.value ?? []).map(({ step, line }) => [
        step,
        typeof line === 'string' ? line : line.verdict,
      ]),
    );
  const lineOf = (step: string) => {
    const line = model.rows.value?.find((row) => row.step === step)?.line;
    return typeof line === 'object' ? line : undefined;
  };
  return { model, asked: wire.asked, copies, verdicts, lineOf };
}

const broken = (name: string, verdict: 'fail' | 'warn' | 'skipped'): CheckReply =>
  SOUND.map((finding) =>
    finding.name === name ? { ...finding, verdict, found: 'it is broken', fix: 'mend it' } : finding,
  );

describe('the check of Plivo', () => {
  it('asks nothing before somebody wants it', () => {
    const { model, asked } = open();
    expect([model.rows.value, asked]).toEqual([null, []]);
  });

  it('finds nothing to mend where all is well', async () => {
    const { model, verdicts } = open();
    await model.run();
    expect([...new Set(Object.values(verdicts()))]).toEqual(['ok']);
    expect(Object.keys(verdicts())).toHaveLength(7);
  });

  it('shows the step it is at, and what it knows already', async () => {
    const { model, verdicts } = open();
    const run = model.run();
    expect(verdicts()).toMatchObject({ signed_in: 'running', server: 'waiting', microphone: 'waiting' });
    await run;
    expect(model.running.value).toBe(false);
  });

  it('runs once at a time', async () => {
    const { model, asked } = open();
    await Promise.all([model.run(), model.run()]);
    expect(asked.filter(({ type }) => type === 'checkPlivo')).toHaveLength(1);
  });

  it.each<[string, readonly AccountView[]]>([
    ['nobody', []],
    ['a SIP account', [ANNA]],
  ])('says to sign in first to %s, and still looks at the microphone', async (_, accounts) => {
    const { model, asked, verdicts, lineOf } = open({
      answers: { getAccounts: { ok: true, value: accounts } },
    });
    await model.run();
    expect(verdicts()).toMatchObject({
      signed_in: 'fail',
      server: 'skipped',
      registration: 'skipped',
      microphone: 'ok',
    });
    expect(lineOf('signed_in')?.fix).toBeTruthy();
    expect(asked.map(({ type }) => type)).toEqual(['getAccounts']);
  });

  it.each(FAILURE_CODES)('has a fix where the server does not answer: %s', async (code) => {
    const { model, verdicts, lineOf } = open({ answers: { checkPlivo: { ok: false, failure: { code } } } });
    await model.run();
    expect(verdicts()).toMatchObject({
      server: 'fail',
      token: 'skipped',
      webhook: 'skipped',
      signature: 'skipped',
    });
    expect(verdicts()).toMatchObject({ registration: 'ok', microphone: 'ok' });
    expect(lineOf('server')?.fix).toBeTruthy();
  });

  it.each([
    ['database', 'server'],
    ['token api', 'token'],
    ['token shape', 'token'],
    ['clock', 'token'],
    ['webhook reachability', 'webhook'],
    ['webhook signature', 'signature'],
  ])('hands on what the server says of its %s', async (name, step) => {
    for (const verdict of ['fail', 'warn', 'skipped'] as const) {
      const { model, verdicts, lineOf } = open({ findings: broken(name, verdict) });
      await model.run();
      expect(verdicts()[step]).toBe(verdict);
      expect(lineOf(step)?.advice).toEqual([`${name}: it is broken. Fix: mend it`]);
      expect(Object.values(verdicts()).filter((one) => one !== 'ok')).toEqual([verdict]);
    }
  });

  it('calls nothing well of which the server says nothing', async () => {
    const { model, verdicts } = open({ findings: SOUND.slice(0, 1) });
    await model.run();
    expect(verdicts()).toMatchObject({ server: 'ok', token: 'skipped', webhook: 'skipped' });
  });

  it.each<[string, Line, string]>([
    ['is ready', READY, 'ok'],
    ['comes up', { status: 'connecting', attempt: 1 }, 'warn'],
    ['is down', { status: 'offline' }, 'fail'],
    ['failed', { status: 'failed', failure: { code: 'wrong-credentials' } }, 'fail'],
  ])('knows the registration of a line that %s', async (_, line, verdict) => {
    const { model, verdicts, lineOf } = open({ line });
    await model.run();
    expect(verdicts().registration).toBe(verdict);
    expect(lineOf('registration')?.fix === undefined).toBe(verdict === 'ok');
  });

  it.each<[Microphone, string]>([
    ['granted', 'ok'],
    ['unknown', 'warn'],
    ['denied', 'fail'],
    ['missing', 'fail'],
  ])('knows a microphone that is %s', async (microphone, verdict) => {
    const { model, verdicts, lineOf } = open({ microphone });
    await model.run();
    expect(verdicts().microphone).toBe(verdict);
    expect(lineOf('microphone')?.fix === undefined).toBe(verdict === 'ok');
  });
});

describe('the report', () => {
  it('has every step and the server’s advice, and no key, token or number', async () => {
    const secrets = [
      'offhook_Zk3vQ0b9aLx27TtWcPq81m',
      'eyJhbGciOiJI.eyJzdWIiOiJk.c2lnbmF0dXJl',
      '+1 415-555-0100',
      '14155550100',
    ];
    const findings = SOUND.map((finding) =>
      finding.name === 'clock'
        ? { ...finding, verdict: 'warn' as const, found: secrets.join(' and ') }
        : finding,
    );
    const { model, copies } = open({ findings });
    await model.run();
    await model.copyReport();
    expect(model.copied.value).toBe(true);
    expect(copies[0]?.split('\n').length).toBeGreaterThanOrEqual(8);
    expect(copies[0]).toContain('clock: […] and […] and […] and […]');
    for (const secret of [...secrets, '4155550100']) expect(copies[0]).not.toContain(secret);
  });

  it.each([
    'https://calls.orchid-foods-telephony.example.com/answer does not answer: ECONNREFUSED',
    'http://127.0.0.1:38291/answer answers 404',
    'this machine is 3600 s ahead of Plivo',
  ])('keeps what an administrator needs: %s', (text) => {
    expect(redact(text)).toBe(text);
  });
});
