// use: node tests/faults/damage.mjs BINARY [--runs N] [--minutes N] [--seed N]
// The SQLite file is damaged at random places, as a bad disk does it: a sector or a page of noise or zeros, a file cut
// short. The start must refuse it in a sentence, or every page must be right or an error: never garbage.
import assert from "node:assert/strict";
import { copyFile, mkdir, open, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { freePort, request, root, run, serve, temporaryDirectory } from "../http/server.mjs";
import { options, Random } from "./support/harness.mjs";

const { binary, runs, until, seed } = options("node tests/faults/damage.mjs BINARY [--runs N] [--minutes N] [--seed N]", 40);
const random = new Random(seed);
const count = { passed: 0, failed: 0, refused: 0, right: 0, holes: 0 };
const paths = ["/sitemap.xml", "/feed.xml", "/api/v1/places", "/api/v1/facts?place=1881"];

/** Damages the file; says how. */
async function damage(file) {
  const { size } = await stat(file);
  const handle = await open(file, "r+");
  try {
    const kind = random.pick(["noise", "noise", "zeros", "zeros", "cut"]);
    const unit = random.pick([512, 4096]);
    const at = random.below(Math.floor(size / unit)) * unit;
    if (kind === "cut") await handle.truncate(at);
    else await handle.write(kind === "noise" ? random.bytes(unit) : Buffer.alloc(unit), 0, unit, at);
    return `${kind} of ${unit} at ${at}`;
  } finally {
    await handle.close();
  }
}

/** The address stands in the pages, so it is the same in every run. */
const where = async (data) => ["--data", data, "--port", String(await freePort()), "--public-url", "https://example.org"];

/** The sentence of a start that was refused, else the server. */
async function start(data) {
  try {
    return { server: await serve(binary, await where(data)) };
  } catch (error) {
    return { refusal: error.message };
  }
}

async function look(server, good) {
  let holes = 0;
  for (const path of paths) {
    const { status, body } = await request(server.origin, { path });
    if (status === 200) assert.equal(body, good[path], `${path} is garbage`);
    else assert.ok(status >= 500, `${path}: ${status}`);
    holes += status === 200 ? 0 : 1;
  }
  return holes;
}

async function attempt(original, data, good) {
  await rm(data, { recursive: true, force: true });
  await mkdir(data);
  await copyFile(original, join(data, "smartmove.db"));
  const how = await damage(join(data, "smartmove.db"));
  const { server, refusal } = await start(data);
  try {
    if (refusal) {
      assert.match(refusal, /ended with 1:\n(.*\n)*smartmove: .*\.\n$/, `no sentence: ${refusal}`);
      count.refused += 1;
      return;
    }
    const holes = await look(server, good);
    count[holes ? "holes" : "right"] += 1;
  } catch (error) {
    error.message = `${how}: ${error.message}`;
    throw error;
  } finally {
    if (server) assert.equal((await server.stop()).code, 0, `${how}: ${server.log()}`);
  }
}

console.log(`seed ${seed}`);
const directory = await temporaryDirectory();
try {
  const sound = join(directory.path, "sound");
  const imported = await run(binary, ["import", join(root, "regions/orebro"), "--data", sound]);
  assert.equal(imported.code, 0, imported.stderr);
  const good = {};
  const server = await serve(binary, await where(sound));
  const sitemap = (await request(server.origin, { path: "/sitemap.xml" })).body;
  const pages = [...sitemap.matchAll(/<loc>https:\/\/example\.org([^<]+)<\/loc>/g)].map(([, path]) => path);
  for (let i = 0; i < 14; ++i) paths.push(random.pick(pages));
  for (const path of paths) {
    const answer = await request(server.origin, { path });
    assert.equal(answer.status, 200, path);
    good[path] = answer.body;
  }
  assert.equal((await server.stop()).code, 0, server.log());
  for (let i = 0; i < runs || Date.now() < until; ++i) {
    try {
      await attempt(join(sound, "smartmove.db"), join(directory.path, "damaged"), good);
      count.passed += 1;
    } catch (error) {
      count.failed += 1;
      console.log(`not ok: run ${i} with seed ${seed}\n    ${error.stack}`);
    }
  }
} finally {
  await directory.dispose();
}
console.log(`${count.refused} refused, ${count.right} right all the same, ${count.holes} with errors instead of pages`);
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed || !count.passed ? 1 : 0;
