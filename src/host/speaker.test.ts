// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import type { CallId } from '../call/state.ts';
import { createRoomLog } from '../log.ts';
import { createSpeaker } from './speaker.ts';

const A = 'a' as CallId;
const B = 'b' as CallId;
let life: AbortController;
let complaints: string[];
const log = createRoomLog('host', (_, what) => void complaints.push(what));

beforeEach(() => {
  document.body.replaceChildren();
  life = new AbortController();
  complaints = [];
});

function ids(): string[] {
  return [...document.querySelectorAll('audio')].map(({ id }) => id);
}

test('each call has its own element, which plays by itself', () => {
  const speaker = createSpeaker(document, log, life.signal);
  const stream = new MediaStream();
  speaker.play(A, stream);
  speaker.play(B, new MediaStream());
  expect(ids()).toEqual(['remote-a', 'remote-b']);
  const element = document.querySelector('audio');
  expect(element?.autoplay).toBe(true);
  expect(element?.srcObject).toBe(stream);
});

test('a later stream takes the place of the first', () => {
  const speaker = createSpeaker(document, log, life.signal);
  const later = new MediaStream();
  speaker.play(A, new MediaStream());
  speaker.play(A, later);
  expect(ids()).toEqual(['remote-a']);
  expect(document.querySelector('audio')?.srcObject).toBe(later);
});

test('the elements of calls that are over are removed', () => {
  const speaker = createSpeaker(document, log, life.signal);
  speaker.play(A, new MediaStream());
  speaker.play(B, new MediaStream());
  speaker.keepOnly([B]);
  expect(ids()).toEqual(['remote-b']);
});

test('nothing is left after the end', () => {
  createSpeaker(document, log, life.signal).play(A, new MediaStream());
  life.abort();
  expect(ids()).toEqual([]);
});

test('of calls that are silent nothing is heard, now and later, until they are not', () => {
  const speaker = createSpeaker(document, log, life.signal);
  const muted = () => [...document.querySelectorAll('audio')].map((element) => element.muted);
  speaker.play(A, new MediaStream());
  speaker.silence([A, B]);
  speaker.play(B, new MediaStream());
  expect(muted()).toEqual([true, true]);
  speaker.silence([B]);
  expect(muted()).toEqual([false, true]);
});

test('what is played goes to the device that is set, now and later', async () => {
  const sent: string[] = [];
  HTMLAudioElement.prototype.setSinkId = async (device) => void sent.push(device);
  const speaker = createSpeaker(document, log, life.signal);
  speaker.play(A, new MediaStream());
  speaker.use('headset');
  speaker.use('headset');
  speaker.play(B, new MediaStream());
  speaker.use('');
  expect(sent).toEqual(['headset', 'headset', '', '']);
  expect(complaints).toEqual([]);
});

test('a device that is not there costs no voice', async () => {
  HTMLAudioElement.prototype.setSinkId = () => Promise.reject(new DOMException('gone', 'NotFoundError'));
  const speaker = createSpeaker(document, log, life.signal);
  speaker.use('gone');
  const stream = new MediaStream();
  speaker.play(A, stream);
  await expect.poll(() => complaints).toHaveLength(1);
  expect(document.querySelector('audio')?.srcObject).toBe(stream);
});
