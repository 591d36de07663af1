/** A web application for tests, as Plivo sees one: answers with given XML or statuses and keeps what was delivered. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Parameters } from '../plivo/signature.ts';

export type Delivered = {
  readonly method: string;
  readonly path: string;
  readonly query: Parameters;
  readonly body: Parameters;
  readonly signature: string | null;
  readonly nonce: string | null;
};

export type Answer = { readonly status?: number; readonly xml?: string };

export async function startTestApplication(answer: (delivered: Delivered) => Answer) {
  const delivered: Delivered[] = [];
  const header = (value: string | string[] | undefined) => (typeof value === 'string' ? value : null);
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    let text = '';
    for await (const part of request) text += part;
    const one: Delivered = {
      method: request.method ?? '',
      path: url.pathname,
      query: [...url.searchParams],
      body: [...new URLSearchParams(text)],
      signature: header(request.headers['x-plivo-signature-v3']),
      nonce: header(request.headers['x-plivo-signature-v3-nonce']),
    };
    delivered.push(one);
    const { status = 200, xml = '<Response/>' } = answer(one);
    response.writeHead(status, { 'content-type': 'application/xml' }).end(xml);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    application: { answerUrl: `${url}/answer`, hangupUrl: `${url}/hangup` },
    delivered,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export type TestApplication = Awaited<ReturnType<typeof startTestApplication>>;
