/** Looks into the contexts that Playwright has no page for: the offscreen document and the worker, over DevTools' own port. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

type Target = { id: string; type: string; url: string; webSocketDebuggerUrl: string };

export type DevTools = {
  /** Evaluates an expression (a promise is awaited) in the first target whose URL ends so; throws when it is not there. */
  evaluate<Value>(urlEnd: string, expression: string): Promise<Value>;
  /** Whether such a target exists now. */
  has(urlEnd: string): Promise<boolean>;
  /** Ends the target's context, as the browser does with an idle worker. Answers how many were ended. */
  end(urlEnd: string): Promise<number>;
  /** Crashes the renderer of the target. */
  crash(urlEnd: string): Promise<void>;
};

/** `profileDir`: the user data directory of a Chromium started with --remote-debugging-port=0. */
export async function openDevTools(profileDir: string): Promise<DevTools> {
  const port = (await readFile(join(profileDir, 'DevToolsActivePort'), 'utf8')).split('\n')[0];
  const base = `http://127.0.0.1:${port}/json`;
  const targets = async (urlEnd: string) =>
    ((await (await fetch(`${base}/list`)).json()) as Target[]).filter(({ url }) => url.endsWith(urlEnd));
  const first = async (urlEnd: string) => {
    const [target] = await targets(urlEnd);
    if (!target) throw new Error(`No context whose URL ends with ${urlEnd}`);
    return target;
  };
  return {
    has: async (urlEnd) => (await targets(urlEnd)).length > 0,
    async evaluate<Value>(urlEnd: string, expression: string) {
      const { webSocketDebuggerUrl } = await first(urlEnd);
      const answer = await request(webSocketDebuggerUrl, 'Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
      });
      if (answer.exceptionDetails) throw new Error(JSON.stringify(answer.exceptionDetails));
      return answer.result?.value as Value;
    },
    async end(urlEnd) {
      const found = await targets(urlEnd);
      for (const { id } of found) await fetch(`${base}/close/${id}`);
      return found.length;
    },
    async crash(urlEnd) {
      const { webSocketDebuggerUrl } = await first(urlEnd);
      await request(webSocketDebuggerUrl, 'Page.crash', {}).catch(() => undefined);
    },
  };
}

type Answer = { result?: { value?: unknown }; exceptionDetails?: unknown };

/** One request on a connection of its own: slower than keeping it open, and nothing is left behind. */
function request(url: string, method: string, params: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.onopen = () => socket.send(JSON.stringify({ id: 1, method, params }));
    socket.onerror = () => reject(new Error(`DevTools at ${url} did not answer ${method}`));
    socket.onclose = () => reject(new Error(`DevTools closed during ${method}`));
    socket.onmessage = (event) => {
      const message = JSON.parse(String(event.data)) as { id?: number; result?: Answer };
      if (message.id !== 1) return;
      resolve(message.result ?? {});
      socket.close();
    };
  });
}
