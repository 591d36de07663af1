// What the fake signs is what the server accepts: two implementations of one vendor page, written apart.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFromPlivo } from '../plivo/signature.ts';
import { signDelivery } from './signature.ts';

const AUTH_TOKEN = 'an auth token of nobody';
const param = fc.dictionary(fc.stringMatching(/^[A-Za-z-]{1,12}$/), fc.string({ maxLength: 20 }), {
  maxKeys: 12,
});

describe('a signed delivery', () => {
  it.each(['GET', 'POST'] as const)('by %s is believed whatever its parameters are', (method) => {
    const believed = fc.property(param, fc.constantFrom('', '?ring=2', '?b=2&a=1'), (params, query) => {
      const url = `https://calls.example.com/answer${query}`;
      const headers = signDelivery(method, url, params, AUTH_TOKEN);
      const signed = {
        method,
        url: 'https://calls.example.com/answer',
        query: [...new URLSearchParams(query), ...(method === 'GET' ? Object.entries(params) : [])],
        body: method === 'POST' ? Object.entries(params) : [],
      };
      const signature = headers['X-Plivo-Signature-V3'] ?? null;
      const nonce = headers['X-Plivo-Signature-V3-Nonce'] ?? null;
      return isFromPlivo(signed, { signature, nonce }, AUTH_TOKEN);
    });
    expect(() => fc.assert(believed, { numRuns: 500 })).not.toThrow();
  });
});
