/** Reaches the contexts that Playwright has no page for (host, worker, side panel) over DevTools' own port. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

type Target = { id: string; type: string; url: string; webSocketDebuggerUrl: string };

export type DevTools = {
  /** Evaluates an expression (a promise is awaited) in the first target whose URL ends so; throws when it is not there. */
  evaluate<Value>(urlEnd: string, expression: string): Promise<Value>;
  /** Whether such a target exists now. */
  has(urlEnd: string): Promise<boolean>;
  /** Ends the target's context, as the browser does with an idle worker. Answers how many were ended. */
  end(urlEnd: string): Promise<number>;
  /** Presses Enter in the target as a keyboard does. */
  pressEnter(urlEnd: string): Promise<void>;
  /** Clicks the button that says so, as a mouse does. */
  click(urlEnd: string, label: string): Promise<void>;
  screenshot(urlEnd: string, path: string): Promise<void>;
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
  const evaluate = async <Value>(urlEnd: string, expression: string) => {
    const { webSocketDebuggerUrl } = await first(urlEnd);
    const params = { expression, awaitPromise: true, returnByValue: true };
    const answer = await request(webSocketDebuggerUrl, 'Runtime.evaluate', params);
    if (answer.exceptionDetails) throw new Error(JSON.stringify(answer.exceptionDetails));
    return answer.result?.value as Value;
  };
  const send = async (urlEnd: string, method: string, params: object) =>
    request((await first(urlEnd)).webSocketDebuggerUrl, method, params);
  return {
    evaluate,
    has: async (urlEnd) => (await targets(urlEnd)).length > 0,
    async end(urlEnd) {
      const found = await targets(urlEnd);
      for (const { id } of found) await fetch(`${base}/close/${id}`);
      return found.length;
    },
    async pressEnter(urlEnd) {
      const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' };
      await send(urlEnd, 'Input.dispatchKeyEvent', { type: 'keyDown', ...key });
      await send(urlEnd, 'Input.dispatchKeyEvent', { type: 'keyUp', ...key });
    },
    async click(urlEnd, label) {
      const find = `[...document.querySelectorAll('button')].find((button) =>
        button.textContent.trim() === ${JSON.stringify(label)})?.getBoundingClientRect().toJSON()`;
      const box = await evaluate<DOMRect | undefined>(urlEnd, find);
      if (!box) throw new Error(`No button in ${urlEnd} says ${label}`);
      const at = { x: box.x + box.width / 2, y: box.y + box.height / 2, button: 'left', clickCount: 1 };
      await send(urlEnd, 'Input.dispatchMouseEvent', { type: 'mousePressed', ...at });
      await send(urlEnd, 'Input.dispatchMouseEvent', { type: 'mouseReleased', ...at });
    },
    async screenshot(urlEnd, path) {
      const { data } = await send(urlEnd, 'Page.captureScreenshot', { format: 'png' });
      await writeFile(path, Buffer.from(data ?? '', 'base64'));
    },
    async crash(urlEnd) {
      await send(urlEnd, 'Page.crash', {}).catch(() => undefined);
    },
  };
}

type Answer = { result?: { value?: unknown }; exceptionDetails?: unknown; data?: string };

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
