import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openStore } from './openStore.ts';
import { storeContract } from './storeContract.ts';

const folder = mkdtempSync(join(tmpdir(), 'offhook-sqlite-'));
let count = 0;
const fresh = () => {
  count += 1;
  return { file: join(folder, `${count}.sqlite`) };
};

afterAll(() => rmSync(folder, { recursive: true }));

storeContract(fresh);

test('a file that cannot be opened is named', async () => {
  await expect(openStore({ file: join(folder, 'nowhere', 'x.sqlite') })).rejects.toThrow(
    /nowhere.*cannot be used/,
  );
});
