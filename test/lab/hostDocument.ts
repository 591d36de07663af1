/**
 * The extension's own document, from before its first script: whom it talks to, as the browser sees it; and online. In a
 * network namespace that has only a loopback Chromium says that it is offline, and Plivo's SDK then does not even try.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type HostDocument = {
  /** "127.0.0.1:8090", each once: every request and every WebSocket, also what did not come about. */
  hosts(): readonly string[];
  stop(): void;
};

/** DevTools' emulation of a network does not reach `navigator.onLine`. */
const ONLINE = `Object.defineProperty(Navigator.prototype, 'onLine', { get: () => true })`;

type Message = {
  readonly id?: number;
  readonly method?: string;
  readonly params?: {
    readonly sessionId?: string;
    readonly url?: string;
    readonly request?: { readonly url: string };
  };
};

/** Every such document of this browser from now on. Nothing is attached to those that are there already. */
export async function attachToHost(profileDir: string): Promise<HostDocument> {
  const [port, path] = (await readFile(join(profileDir, 'DevToolsActivePort'), 'utf8')).split('\n');
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`);
  const attached = Promise.withResolvers<void>();
  const hosts = new Set<string>();
  let lastId = 0;
  const send = (method: string, params: object = {}, sessionId?: string) => {
    lastId += 1;
    socket.send(JSON.stringify({ id: lastId, method, params, ...(sessionId && { sessionId }) }));
  };
  socket.onerror = () => attached.reject(new Error('DevTools did not answer'));
  socket.onopen = () => {
    // What the document is called before it knows its address.
    const filter = [{ type: 'other' }, { exclude: true }];
    send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter });
  };
  socket.onmessage = ({ data }) => {
    const { id, method, params } = JSON.parse(String(data)) as Message;
    if (id === 1) attached.resolve();
    if (method === 'Network.requestWillBeSent') note(hosts, params?.request?.url);
    if (method === 'Network.webSocketCreated') note(hosts, params?.url);
    if (method !== 'Target.attachedToTarget') return;
    send('Network.enable', {}, params?.sessionId);
    send('Page.enable', {}, params?.sessionId);
    send(
      'Page.addScriptToEvaluateOnNewDocument',
      { source: ONLINE, runImmediately: true },
      params?.sessionId,
    );
    send('Runtime.runIfWaitingForDebugger', {}, params?.sessionId);
  };
  await attached.promise;
  return { hosts: () => [...hosts].sort(), stop: () => socket.close() };
}

/** What the extension loads of itself goes to nobody. */
function note(hosts: Set<string>, url: string | undefined): void {
  if (url && /^(https?|wss?):/.test(url)) hosts.add(new URL(url).host);
}
