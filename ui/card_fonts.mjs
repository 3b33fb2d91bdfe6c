// The two families as the server draws with them (src/cards/): `node card_fonts.mjs OUTDIR`. The same characters as on
// pages; one weight each, and TrueType, which HarfBuzz reads as it is.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import subset from 'subset-font';
import { characters } from './fonts.mjs';

const require = createRequire(import.meta.url);

const fonts = [
  { name: 'display.ttf', from: 'bricolage-grotesque/files/bricolage-grotesque-latin-opsz-normal.woff2', axes: { opsz: 48, wght: 800 } },
  { name: 'text.ttf', from: 'figtree/files/figtree-latin-wght-normal.woff2', axes: { wght: 600 } },
];

if (process.argv.length !== 3) {
  console.error('use: node card_fonts.mjs OUTDIR');
  process.exit(2);
}
const out = resolve(process.argv[2]);
await mkdir(out, { recursive: true });
await Promise.all(fonts.map(async ({ name, from, axes }) => {
  const original = await readFile(require.resolve(`@fontsource-variable/${from}`));
  await writeFile(join(out, name), await subset(original, characters, { targetFormat: 'truetype', variationAxes: axes }));
}));
