/** Our server with tokens that are over within seconds: in front of the real one, for tests of what happens then. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signToken } from '../../server/fakePlivo/token.ts';
import { expiryInToken } from '../../src/phones/plivo/tokens.ts';
import type { PlivoLab } from './plivoLab.ts';

export type ShortTokens = {
  /** A base URL that stands for our server's. */
  readonly server: string;
  /** The tokens that were handed out, oldest first, and when each is over (epoch milliseconds). */
  readonly given: readonly { readonly token: string; readonly expiresAt: number }[];
  /** From now on no bearer is known any more. */
  forget(): void;
  close(): void;
};

/** Every token is good for `lifeSeconds`; everything else is passed on as it is. */
export async function shortenTokens(rig: PlivoLab, lifeSeconds: number): Promise<ShortTokens> {
  const given: { token: string; expiresAt: number }[] = [];
  let forgets = false;

  const shorten = (text: string): string => {
    const reply = JSON.parse(text) as { token: string; expiresAt: number };
    const claims = JSON.parse(Buffer.from(reply.token.split('.')[1] ?? '', 'base64url').toString());
    const exp = Math.floor(Date.now() / 1_000) + lifeSeconds;
    const token = signToken({ ...claims, exp }, rig.fake.tokenSecret);
    given.push({ token, expiresAt: expiryInToken(token) ?? 0 });
    return JSON.stringify({ ...reply, token, expiresAt: exp * 1_000 });
  };

  const proxy = createServer(async (request, response) => {
    const body: Buffer[] = [];
    for await (const part of request) body.push(part);
    const { authorization = '', 'content-type': type = 'application/json' } = request.headers;
    const answer = await fetch(rig.server + request.url, {
      method: request.method ?? 'GET',
      headers: { authorization: forgets ? '' : authorization, 'content-type': type },
      ...(body.length > 0 && { body: Buffer.concat(body) }),
    });
    const text = await answer.text();
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(request.url === '/token' && answer.ok ? shorten(text) : text);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    server: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    given,
    forget() {
      forgets = true;
    },
    close: () => proxy.close(),
  };
}
