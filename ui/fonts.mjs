// The two families, cut down to what Swedish and English pages write and to the axes the styles use.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import subset from 'subset-font';

const require = createRequire(import.meta.url);

const range = (first, last) => Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)).join('');
/** ASCII, Latin-1, and the typographic signs beyond it. themes/fonts.css says the same as unicode-range. */
export const characters = `${range(0x20, 0x7e)}${range(0xa0, 0xff)}ŒœŠšŸŽž–—‘’‚“”„•…‹›€−→\u2009\u2011\u202f`;

const fonts = [
  { name: 'display.woff2', from: 'bricolage-grotesque/files/bricolage-grotesque-latin-opsz-normal.woff2',
    axes: { opsz: { min: 18, max: 72 }, wght: 800 } },
  { name: 'text.woff2', from: 'figtree/files/figtree-latin-wght-normal.woff2',
    axes: { wght: { min: 400, max: 700 } } },
  { name: 'text-italic.woff2', from: 'figtree/files/figtree-latin-wght-italic.woff2',
    axes: { wght: 400 } },
];

/** [name, woff2 bytes] of each font. */
export function subset_fonts() {
  return Promise.all(fonts.map(async ({ name, from, axes }) => {
    const original = await readFile(require.resolve(`@fontsource-variable/${from}`));
    return [name, await subset(original, characters, { targetFormat: 'woff2', variationAxes: axes })];
  }));
}
