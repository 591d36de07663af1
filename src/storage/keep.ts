/**
 * How anything is remembered: declared once with key, version, shape and fallback. What does not have the shape (an old
 * version, a hand, a broken disk) is put aside under `quarantine:`, never thrown at the reader.
 */
import type { GenericSchema } from 'valibot';
import { safeParse } from 'valibot';
import { type StorageItemKey, storage } from 'wxt/utils/storage';
import { log } from '../log.ts';

export type Declaration<Value> = {
  readonly area: 'local' | 'session';
  readonly key: string;
  readonly version: number;
  /** By the version they lead to. Each says since when it is there, so that it can go one day. */
  readonly migrations?: Readonly<Record<number, (earlier: unknown) => unknown>>;
  readonly schema: GenericSchema<unknown, Value>;
  readonly fallback: Value;
};

export interface Kept<Value> {
  /** The fallback when there is nothing, or nothing that can be read. Never rejects. */
  get(): Promise<Value>;
  /** Rejects when the browser cannot write (quota, disk). */
  set(value: Value): Promise<void>;
  /** Reads, changes and writes in turn: of two at once, neither is lost. Rejects as `set` does. */
  change(changed: (value: Value) => Value): Promise<void>;
  /** Is something in quarantine that could not be read? Somebody should be told. Never rejects. */
  hasLost(): Promise<boolean>;
  /** Forgets the value and what was quarantined of it. */
  clear(): Promise<void>;
}

export function keep<Value>(declaration: Declaration<Value>): Kept<Value> {
  const { area, key, version, migrations = {}, schema, fallback } = declaration;
  const item = storage.defineItem<unknown>(`${area}:${key}`, { version, migrations, fallback: null });
  const quarantine: StorageItemKey = `${area}:quarantine:${key}`;

  async function read(): Promise<Value> {
    const found = await item.getValue();
    if (found === null) return fallback;
    const parsed = safeParse(schema, found);
    if (parsed.success) return parsed.output;
    log.warn('storage', 'a remembered value could not be read and was put aside', { where: declaration.key });
    await storage.setItem(quarantine, found);
    await item.removeValue();
    return fallback;
  }

  const get = () =>
    read().catch((error: unknown) => {
      log.error('storage', 'a remembered value could not be read', error);
      return fallback;
    });
  let lastChange: Promise<unknown> = Promise.resolve();

  return {
    get,
    set: (value) => item.setValue(value),
    change: (changed) => {
      const change = lastChange.then(async () => item.setValue(changed(await get())));
      lastChange = change.catch(() => undefined);
      return change;
    },
    hasLost: async () => (await storage.getItem(quarantine).catch(() => null)) !== null,
    clear: async () => {
      await item.removeValue();
      await storage.removeItem(quarantine);
    },
  };
}
