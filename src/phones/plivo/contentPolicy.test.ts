import { describe, expect, it } from 'vitest';
import { connectPolicy, PLIVO_SERVERS } from './contentPolicy.ts';

describe('the connections of a document that holds Plivo’s SDK', () => {
  it('are its signalling servers and our own server, nothing of its telemetry', () => {
    expect(connectPolicy(PLIVO_SERVERS, 'https://calls.example.com')).toBe(
      "connect-src 'self' wss://client.plivo.com/signalling wss://client-fb.plivo.com/signalling https://calls.example.com/",
    );
  });

  it('reach our own server wherever on its host it lives', () => {
    expect(connectPolicy([], 'https://tools.example.com/offhook')).toBe(
      "connect-src 'self' https://tools.example.com/",
    );
  });

  it('stay one list, whatever a server’s address holds', () => {
    const policy = connectPolicy(['ws://127.0.0.1:8088/a;script-src *,b'], 'http://127.0.0.1:3000');
    expect(policy).not.toMatch(/[;,]/);
    expect(policy.split(' ')).toHaveLength(4);
  });
});
