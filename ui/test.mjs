// Unit tests of the front end: bundles every src/**/*.test.ts, then runs them and *.test.mjs with Node's test runner.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));

async function files_below(folder, ending) {
  const found = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...await files_below(path, ending));
    else if (entry.name.endsWith(ending)) found.push(path);
  }
  return found;
}

// Inside node_modules, so that the bundles find happy-dom.
const bundles = await mkdtemp(join(here, 'node_modules', '.tests-'));
try {
  await build({
    entryPoints: await files_below(join(here, 'src'), '.test.ts'), outdir: bundles, outExtension: { '.js': '.mjs' },
    bundle: true, packages: 'external', platform: 'node', format: 'esm', sourcemap: 'inline', logLevel: 'warning',
  });
  const tests = [...await files_below(bundles, '.test.mjs'),
    ...(await readdir(here)).filter((name) => name.endsWith('.test.mjs')).map((name) => join(here, name))];
  const { status } = spawnSync(process.execPath, ['--test', ...tests], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  await rm(bundles, { recursive: true, force: true });
}
