import { describe, expect, it, vi } from 'vitest';
import { containFailedUploads, keepHandlers, silenceSpeechRecognition } from './containment.ts';

describe('the document around the SDK', () => {
  it('has a speech recogniser that never listens', () => {
    const global: { webkitSpeechRecognition?: new () => { start(): void; stop(): void } } = {
      webkitSpeechRecognition: class {
        start() {
          throw new Error('listens');
        }
        stop() {}
      },
    };
    silenceSpeechRecognition(global);
    const Recognition = global.webkitSpeechRecognition;
    expect(() => Recognition && new Recognition().start()).not.toThrow();
  });

  it('keeps its handlers when the SDK puts its own in their place', () => {
    const mine = { onerror: vi.fn(), ondevicechange: vi.fn() };
    const global = { onerror: mine.onerror as OnErrorEventHandler };
    const devices = { ondevicechange: mine.ondevicechange as MediaDevices['ondevicechange'] };
    const made = keepHandlers(global, devices, () => {
      global.onerror = () => {};
      devices.ondevicechange = () => {};
      return 'made';
    });
    expect(made).toBe('made');
    expect([global.onerror, devices.ondevicechange]).toEqual([mine.onerror, mine.ondevicechange]);
  });

  it('is not troubled by uploads that fail, and hears of everything else', () => {
    const target = new EventTarget();
    containFailedUploads(target as unknown as Window);
    const rejected = (reason: unknown) => {
      const event = Object.assign(new Event('unhandledrejection', { cancelable: true }), { reason });
      target.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(rejected(new TypeError('Failed to fetch'))).toBe(true);
    expect(rejected(new TypeError('x is not a function'))).toBe(false);
    expect(rejected(new Error('anything'))).toBe(false);
  });
});
