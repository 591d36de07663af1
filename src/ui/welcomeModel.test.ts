import { describe, expect, it } from 'vitest';
import type { Microphone } from '../call/state.ts';
import { createFakeWire } from './fakeWire.ts';
import { createWelcomeModel } from './welcomeModel.ts';

/** A browser that knows `known`; its question waits until the test answers it. */
function openWelcome(known: Microphone) {
  const read = Promise.withResolvers<Microphone>();
  const answer = Promise.withResolvers<Microphone>();
  let questions = 0;
  const { ask, asked } = createFakeWire({});
  const model = createWelcomeModel({
    ask,
    readMicrophone: () => read.promise,
    requestMicrophone: () => {
      questions += 1;
      return answer.promise;
    },
  });
  const learn = async () => {
    read.resolve(known);
    await read.promise;
  };
  return { model, asked, learn, answer: answer.resolve, questions: () => questions };
}

describe('the welcome page', () => {
  it('says nothing about the microphone before the browser has', async () => {
    const { model, learn } = openWelcome('denied');
    expect(model.microphone.value).toBeNull();
    await learn();
    expect(model.microphone.value).toBe('denied');
  });

  it('asks nobody on its own', async () => {
    const { learn, questions, asked } = openWelcome('unknown');
    await learn();
    expect([questions(), asked]).toEqual([0, []]);
  });

  it('shows the answer, and tells the phone to look again', async () => {
    const { model, asked, answer } = openWelcome('unknown');
    const requested = model.request();
    expect([model.microphone.value, asked]).toEqual(['asking', []]);
    answer('granted');
    await requested;
    expect(model.microphone.value).toBe('granted');
    expect(asked).toEqual([{ type: 'command', command: { type: 'checkMicrophone' } }]);
  });

  it('asks once, however often the button is pressed', async () => {
    const { model, answer, questions } = openWelcome('unknown');
    const requests = [model.request(), model.request()];
    answer('denied');
    await Promise.all(requests);
    expect(questions()).toBe(1);
  });

  it('is not set back by what was known before the question', async () => {
    const { model, learn } = openWelcome('unknown');
    void model.request();
    await learn();
    expect(model.microphone.value).toBe('asking');
  });
});
