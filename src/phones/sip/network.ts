/** What the browser tells of the network under it. What is done about it is the phone's business. */

export type NetworkParts = {
  /** It was gone and is back: whatever was open is likely to be dead. */
  readonly returned: () => void;
  /** It is gone, is another one, or only another guess was made at its speed. */
  readonly mayHaveChanged: () => void;
  readonly signal: AbortSignal;
};

/** W3C netinfo, which Chromium has and the typings leave out. */
type WithConnection = { readonly connection?: EventTarget };

export function followNetwork({ returned, mayHaveChanged, signal }: NetworkParts): void {
  const { connection } = (globalThis.navigator ?? {}) as WithConnection;
  globalThis.addEventListener?.('online', returned, { signal });
  globalThis.addEventListener?.('offline', mayHaveChanged, { signal });
  connection?.addEventListener('change', mayHaveChanged, { signal });
}
