// Builds the front end: `node build.mjs OUTDIR`. Script, styles, fonts and icon under content-hashed names,
// .gz and .br beside each, and manifest.json from plain name to hashed name.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { build } from 'esbuild';
import { subset_fonts } from './fonts.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const themes = join(here, '..', 'themes');
const browsers = ['chrome105', 'edge105', 'firefox110', 'safari15.4'];

/** `site.css` + bytes → `site.3f9a0c1b.css` */
function hashed_name(name, bytes) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  return name.replace(/(\.[^.]+)$/, `.${hash}$1`);
}

/** One bundled, minified file. `names` are the hashed names that a style sheet's url()s are turned into. */
async function bundle(entry, names = {}) {
  const hashed_urls = {
    name: 'hashed-urls',
    setup(plugin) {
      plugin.onResolve({ filter: /\.woff2$/ }, ({ path }) => {
        const name = names[path.replace(/^\.\//, '')];
        return name ? { path: `./${name}`, external: true } : { errors: [{ text: `no font named ${path}` }] };
      });
    },
  };
  const result = await build({
    entryPoints: [entry], bundle: true, minify: true, write: false, format: 'esm', charset: 'utf8',
    target: browsers, legalComments: 'none', logLevel: 'warning', plugins: [hashed_urls],
  });
  return Buffer.from(result.outputFiles[0].contents);
}

async function write_with_encodings(path, bytes) {
  const { constants } = zlib;
  const [gzip, brotli] = await Promise.all([
    promisify(zlib.gzip)(bytes, { level: 9 }),
    promisify(zlib.brotliCompress)(bytes, { params: {
      [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    } }),
  ]);
  await Promise.all([writeFile(path, bytes), writeFile(`${path}.gz`, gzip), writeFile(`${path}.br`, brotli)]);
}

async function main(out) {
  const manifest = {};
  const files = new Map();
  const add = (name, bytes) => {
    manifest[name] = hashed_name(name, bytes);
    files.set(manifest[name], bytes);
  };

  for (const [name, bytes] of await subset_fonts()) add(name, bytes);
  add('favicon.svg', await readFile(join(themes, 'favicon.svg')));
  add('site.css', await bundle(join(themes, 'site.css'), manifest));
  add('site.js', await bundle(join(here, 'src', 'site.ts')));

  // An empty folder first: names of an earlier build must not end up in the binary.
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await Promise.all([...files].map(([name, bytes]) => write_with_encodings(join(out, name), bytes)));
  const sorted = Object.fromEntries(Object.entries(manifest).sort());
  await writeFile(join(out, 'manifest.json'), `${JSON.stringify(sorted, null, 2)}\n`);
}

if (process.argv.length !== 3) {
  console.error('use: node build.mjs OUTDIR');
  process.exit(2);
}
await main(resolve(process.argv[2]));
