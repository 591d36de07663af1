/** Builds the demo's two pages once per change of their sources. Serving them is fileServer.ts. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CACHE = resolve(HERE, '../node_modules/.cache/offhook-demo');

/** Returns the folder with `crm/` and `customer/`. A build takes about a second; an unchanged one none. */
export async function buildPages(): Promise<string> {
  const outDir = join(CACHE, await sourceHash());
  if (existsSync(outDir)) return outDir;
  const draft = `${outDir}.${process.pid}`; // two demos starting at once must not see each other's half
  await build({
    configFile: false,
    mode: 'production',
    define: { 'process.env.NODE_ENV': '"production"' }, // not the test runner's own value
    root: HERE,
    base: './',
    logLevel: 'error',
    publicDir: false,
    oxc: { jsx: { runtime: 'automatic', importSource: 'react', development: false } },
    build: {
      outDir: draft,
      emptyOutDir: true,
      reportCompressedSize: false,
      rolldownOptions: { input: ['crm', 'customer'].map((page) => join(HERE, page, 'index.html')) },
    },
  });
  await rename(draft, outDir).catch(() => rm(draft, { recursive: true, force: true }));
  return outDir;
}

/** Changes with any source of the pages, with the packages they use and with this file. */
async function sourceHash(): Promise<string> {
  const hash = createHash('sha256');
  const sources: string[] = [];
  for await (const name of glob(['crm/**/*', 'customer/**/*', 'pages.ts'], { cwd: HERE })) sources.push(name);
  const files = [...sources.sort().map((name) => join(HERE, name)), resolve(HERE, '../package-lock.json')];
  for (const file of files) hash.update(file).update(await readFile(file).catch(() => ''));
  return hash.digest('hex').slice(0, 16);
}
