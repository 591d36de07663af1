/**
 * `npm run screenshots`: every screen × situation × condition as a picture in out/screens, and index.html there, on which
 * a person sees them all at a glance. What the pictures show is checked on the way (test/e2e/screens).
 */
import { spawnSync } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../out/screens');

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const { status } = spawnSync('vitest', ['run', '--project', 'e2e', 'test/e2e/screens'], {
  stdio: 'inherit',
  env: { ...process.env, OFFHOOK_PICTURES: 'yes' },
});
const pictures = (await readdir(FOLDER)).filter((name) => name.endsWith('.png')).sort();
await writeFile(join(FOLDER, 'index.html'), sheetOf(pictures));
console.log(`${pictures.length} pictures: ${join('out', 'screens', 'index.html')}`);
process.exitCode = status ?? 1;

/** A row a situation: "live-dark.png" is the dark one in the row "live". */
function sheetOf(names: readonly string[]): string {
  const rows = Map.groupBy(names, (name) => name.slice(0, name.lastIndexOf('-')));
  const sections = [...rows].map(
    ([situation, found]) =>
      `<section id="${situation}"><h2>${situation}</h2><div>${found.map(figure).join('')}</div></section>`,
  );
  const links = [...rows.keys()].map((situation) => `<a href="#${situation}">${situation}</a>`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Offhook: every screen</title>
<style>
  :root { color-scheme: light dark; font: 14px/1.4 system-ui, sans-serif }
  body { margin: 24px; background: light-dark(#dfe4e8, #0b0e11) }
  nav { display: flex; flex-wrap: wrap; gap: 4px 14px; margin-block-end: 24px }
  section > div { display: flex; gap: 16px; align-items: start; overflow-x: auto; padding-block-end: 12px }
  figure { margin: 0; flex: none } figcaption { margin-block-start: 4px }
  img { inline-size: 280px; border-radius: 10px; box-shadow: 0 1px 2px #0003, 0 6px 20px #0003 }
</style>
<h1>Offhook: every screen</h1>
<nav>${links.join('')}</nav>
${sections.join('\n')}
</html>
`;
}

function figure(name: string): string {
  const condition = name.slice(name.lastIndexOf('-') + 1, -'.png'.length);
  return `<figure><a href="${name}"><img loading="lazy" alt="" src="${name}"></a><figcaption>${condition}</figcaption></figure>`;
}
