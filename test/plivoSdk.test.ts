/** What is taken out of Plivo's SDK before it is packaged, on the very bundle that npm installed. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cleanPlivoSdk } from '../scripts/cleanPlivoSdk.ts';

const BUNDLE = 'node_modules/plivo-browser-sdk/dist/plivobrowsersdk.js';
const bundle = readFileSync(BUNDLE, 'utf8');

describe('Plivo’s SDK as it is packaged', () => {
  it('is still a script', () => {
    expect(() => new Function(cleanPlivoSdk(bundle))).not.toThrow();
  });

  it('can open no microphone, write no log and reach no host but the signalling servers', () => {
    const cleaned = cleanPlivoSdk(bundle);
    expect(bundle).toContain('navigator.mediaDevices.getUserMedia(');
    expect(cleaned).not.toContain('navigator.mediaDevices.getUserMedia');
    expect(cleaned).not.toContain('localStorage.setItem');
    const sockets = [...cleaned.matchAll(/wss?:\/\/[\w.-]+/g)].map(([url]) => url);
    expect(sockets).toEqual([
      'wss://client.plivo.com',
      'wss://client-fb.plivo.com',
      'wss://insights.invalid',
    ]);
    expect(cleaned).not.toMatch(/\b(stats|nimbus|insights|cdn)\.plivo\.com|callstats\.io/);
  });

  it('stops the build when it is another version than the one that was looked at', () => {
    const newer = bundle.replace(
      'https://nimbus.plivo.com/collect/logs/jwt/',
      'https://logs.example.com/jwt/',
    );
    expect(() => cleanPlivoSdk(newer)).toThrow('7 instead of 8 places of "hosts for telemetry"');
  });
});
