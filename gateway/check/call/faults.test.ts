/** Every fault that a call may have, what the check says of it, and that it ends what it began. */
import { describe, expect, it } from 'vitest';
import type { Provider } from '../../config/provider.ts';
import type { Manners } from '../fakeProvider/manners.ts';
import { checkFake, LOGIN } from '../rig.ts';

const udp = { transport: 'udp' } as const;

describe('a call that fails', () => {
  const cases: ReadonlyArray<[name: string, Manners, Partial<Provider>, troubles: string[], says: RegExp]> = [
    ['nobody answers', { ...udp, call: 'rings' }, {}, ['call warn'], /rang after 180 and nobody answered/],
    [
      'a cancel is never confirmed',
      { ...udp, call: 'never confirms a cancel' },
      {},
      ['call failed'],
      /no answer/,
    ],
    ['nothing is heard', { ...udp, audio: 'nothing' }, {}, ['audio failed'], /nothing came back/],
    [
      'early media is announced and never comes',
      { ...udp, hasEarlyMedia: true, audio: 'announced only' },
      {},
      ['early media warn', 'audio failed'],
      /no packet came/,
    ],
    [
      'another codec comes than was agreed on',
      { ...udp, audio: 'another codec' },
      {},
      ['audio failed'],
      /another codec/,
    ],
    [
      'a codec that was not offered',
      { ...udp, codec: 'G729' },
      {},
      ['codecs failed'],
      /G729.*must answer with PCMU/,
    ],
    ['an answer without SDP', { ...udp, sdp: 'none' }, {}, ['codecs failed'], /no audio/],
    ['an answer with broken SDP', { ...udp, sdp: 'malformed' }, {}, ['codecs failed'], /no audio/],
    ['RTP where SRTP was offered', udp, { media: 'srtp' }, ['codecs failed'], /set media: rtp/],
  ];

  it.each(cases)('%s', async (_name, manners, changes, troubles, says) => {
    const checked = await checkFake(manners, changes);
    expect(checked.troubles()).toEqual(troubles);
    const told = checked.findings.filter(({ fix }) => fix).map(({ found, fix }) => `${found}. ${fix}`);
    expect(told.join('\n')).toMatch(says);
  });

  it('that rings after a challenge is cancelled where it rings', async () => {
    const { finding, provider } = await checkFake({ ...udp, login: LOGIN, triesFirst: true, call: 'rings' });
    expect(finding('call').verdict).toBe('warn');
    const cancel = provider.heard.find(({ method }) => method === 'CANCEL');
    expect(cancel?.headers).toContainEqual(['cseq', '2 CANCEL']);
  });

  it.each([
    ['rings', 'CANCEL'],
    ['answers', 'BYE'],
  ] as const)('or is interrupted while it %s is ended by %s', async (call, method) => {
    const interrupted = new AbortController();
    const timings = { t1Ms: 40, answerMs: 400, ringMs: 60_000, listenMs: 60_000 };
    const hears = call === 'rings' ? 180 : 200;
    const { provider, finding } = await checkFake(
      { ...udp, call, onAnswer: (status) => status === hears && interrupted.abort() },
      {},
      { timings, signal: interrupted.signal },
    );
    expect(provider.methods()).toContain(method);
    expect(finding('hang-up').verdict).toBe('ok');
  });

  it.each([
    ['rings', 'CANCEL'],
    ['answers', 'BYE'],
  ] as const)('or only %s is ended by %s', async (call, method) => {
    const { provider } = await checkFake({ ...udp, call });
    expect(provider.methods().filter((one) => one === 'CANCEL' || one === 'BYE')).toEqual([method]);
  });
});

describe('a provider out of its mind', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('is told of in every step all the same (seed %i)', async (seed) => {
    const timings = { t1Ms: 40, answerMs: 200, ringMs: 200, listenMs: 100 };
    const { findings } = await checkFake({ ...udp, login: LOGIN, mangles: seed }, {}, { timings });
    expect(findings).toHaveLength(12);
  });
});
