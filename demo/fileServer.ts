/** A folder over HTTP on loopback, and one JSON file for those who know a token. Nothing is written, nothing listed. */
import { timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';

/** `json` answers GET /config, to requests with `Authorization: Bearer <token>` only. */
export type FileServerOptions = {
  readonly host: string;
  readonly port: number;
  readonly folder: string;
  /** Where `/` leads: a path inside the folder that ends with a slash. */
  readonly home: string;
  readonly secret?: { readonly token: string; readonly json: () => unknown };
};

export type FileServer = { readonly url: string; close(): Promise<void> };

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

type Answer = {
  readonly status: number;
  readonly type?: string;
  readonly body?: string | Buffer;
  readonly location?: string;
};

export async function serveFiles(options: FileServerOptions): Promise<FileServer> {
  const { host, port } = options;
  const server = createServer(async (request, response) => {
    const { status, type = 'text/plain', body = '', location } = await answerTo(request, options);
    response.writeHead(status, {
      'content-type': type,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...(location && { location }),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerTo(request: IncomingMessage, options: FileServerOptions): Promise<Answer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return { status: 405 };
  const path = pathOf(request.url ?? '/');
  if (path === null) return { status: 400 };
  if (path === '/config') return config(request, options.secret);
  if (path === '/') return { status: 302, location: options.home };
  const name = normalize(path.endsWith('/') ? `${path}index.html` : path);
  const type = TYPES[extname(name)];
  const file = join(options.folder, name);
  if (!type || !file.startsWith(options.folder + sep)) return { status: 404 };
  return readFile(file).then(
    (body) => ({ status: 200, type, body }),
    () => ({ status: 404 }),
  );
}

function config(request: IncomingMessage, secret: FileServerOptions['secret']): Answer {
  if (!secret) return { status: 404 };
  const [given, right] = [
    Buffer.from(request.headers.authorization ?? ''),
    Buffer.from(`Bearer ${secret.token}`),
  ];
  if (given.length !== right.length || !timingSafeEqual(given, right)) return { status: 403 };
  return { status: 200, type: 'application/json', body: JSON.stringify(secret.json()) };
}

function pathOf(url: string): string | null {
  try {
    return decodeURIComponent(new URL(url, 'http://loopback').pathname);
  } catch {
    return null;
  }
}
