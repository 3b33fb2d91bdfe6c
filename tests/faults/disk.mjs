// use: node tests/faults/disk.mjs BINARY
// Disks that are full, read-only or lose the database's file: said in a sentence, nothing half, and pages go on.
import assert from "node:assert/strict";
import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { request, run, serve } from "../http/server.mjs";
import { eventually, options, runAll, Skipped } from "./support/harness.mjs";
import { addresses, versionInSqlite, writePack } from "./support/site.mjs";

const { binary } = options("node tests/faults/disk.mjs BINARY", 1);
const exists = (path) => stat(path).then(() => true, () => false);

/** A small file system of its own; needs root and the right to mount. */
async function onSmallDisk(path, size, body) {
  await mkdir(path);
  const mount = (...words) => run("mount", words).catch(() => ({ code: 1, stderr: "" }));
  if ((await mount("-t", "tmpfs", "-o", `size=${size}`, "tmpfs", path)).code !== 0) {
    throw new Skipped("no right to mount a file system here");
  }
  try {
    await body({
      remount: async (wanted) => assert.equal((await mount("-o", `remount,${wanted}`, path)).code, 0),
      /** Takes all the room that is left but for some kilobytes. */
      fill: async (left = 0) => {
        const room = (await run("df", ["--output=avail", "--block-size=1024", path])).stdout.split("\n")[1];
        await writeFile(join(path, "ballast"), Buffer.alloc(Math.max(0, Number(room) - left) * 1024));
      },
      empty: () => rm(join(path, "ballast")),
    });
  } finally {
    const gone = await run("umount", [path]);
    assert.equal(gone.code, 0, gone.stderr);
  }
}

async function site(data, scratch, version = 1) {
  const done = await run(binary, ["import", await writePack(join(scratch, "pack"), version), "--data", data]);
  assert.equal(done.code, 0, done.stderr);
}

/** Ends with 1 and one sentence that has each of `words`. */
function assertRefused(done, ...words) {
  assert.equal(done.code, 1, `exit code ${done.code}: ${done.stderr}${done.stdout}`);
  const sentences = done.stderr.split("\n").filter((line) => line.startsWith("smartmove: "));
  assert.equal(sentences.length, 1, done.stderr);
  assert.match(sentences[0], /\.$/);
  for (const word of words) assert.ok(done.stderr.includes(word), `${word} is not said: ${done.stderr}`);
}

async function assertServes(server, paths) {
  for (const path of paths) {
    const page = await request(server.origin, { path });
    assert.equal(page.status, 200, `${path}: ${page.body}`);
    assert.ok(page.body.includes("version 1"));
  }
}

const tests = [
  {
    name: "a backup that does not fit leaves no file, and the one it was to replace",
    async body({ scratch }) {
      const data = join(scratch, "data");
      await site(data, scratch);
      await mkdir(join(data, "media"), { recursive: true });
      await writeFile(join(data, "media/noise"), Buffer.from(Array.from({ length: 1 << 20 }, () => Math.random() * 256)));
      await onSmallDisk(join(scratch, "disk"), "4m", async ({ fill, empty }) => {
        const file = join(scratch, "disk/site.tar.zst");
        assert.equal((await run(binary, ["backup", file, "--data", data])).code, 0);
        await fill(64);
        assertRefused(await run(binary, ["backup", file, "--replace", "--data", data]), file, "No space left");
        assertRefused(await run(binary, ["backup", `${file}.2`, "--data", data]), "No space left");
        assert.deepEqual((await readdir(join(scratch, "disk"))).sort(), ["ballast", "site.tar.zst"]);
        assert.equal((await run(binary, ["restore", "--check", file])).code, 0);
        await empty();
        assert.equal((await run(binary, ["backup", file, "--replace", "--data", data])).code, 0);
      });
    },
  },
  {
    name: "a restore that does not fit leaves nothing, or the site that was there",
    async body({ scratch }) {
      const [file, small] = [join(scratch, "backup"), join(scratch, "disk/small")];
      await site(join(scratch, "two"), scratch, 2);
      assert.equal((await run(binary, ["backup", file, "--data", join(scratch, "two")])).code, 0);
      await onSmallDisk(join(scratch, "disk"), "16m", async ({ fill, empty }) => {
        await site(small, scratch, 1);
        await fill(128);
        assertRefused(await run(binary, ["restore", file, "--data", join(scratch, "disk/new")]));
        assert.ok(!(await exists(join(scratch, "disk/new/smartmove.db"))));
        assertRefused(await run(binary, ["restore", file, "--replace", "--data", small]));
        assert.ok(!(await exists(join(small, "restore.partial"))));
        assert.equal(await versionInSqlite(join(small, "smartmove.db")), 1);
        await empty();
        assert.equal((await run(binary, ["restore", file, "--replace", "--data", small])).code, 0);
        assert.equal(await versionInSqlite(join(small, "smartmove.db")), 2);
        assert.equal((await run(binary, ["restore", file, "--data", join(scratch, "disk/new")])).code, 0);
      });
    },
  },
  {
    name: "the disk fills up under a running server: pages go on, those that nobody asked for yet as well",
    async body({ scratch }) {
      await onSmallDisk(join(scratch, "disk"), "16m", async ({ fill }) => {
        const data = join(scratch, "disk/data");
        await site(data, scratch);
        const server = await serve(binary, ["--data", data]);
        try {
          await assertServes(server, addresses.slice(0, 3));
          await fill();
          await assertServes(server, addresses);
          assert.equal((await request(server.origin, { path: "/readyz" })).status, 200);
        } finally {
          assert.equal((await server.stop()).code, 0, server.log());
        }
      });
    },
  },
  {
    name: "a disk that may only be read: every command says so, and what is there stays",
    async body({ scratch }) {
      await onSmallDisk(join(scratch, "disk"), "16m", async ({ remount }) => {
        const [data, file, other] = [join(scratch, "disk/data"), join(scratch, "disk/site.tar.zst"), join(scratch, "other")];
        await site(data, scratch);
        await site(other, scratch);
        await remount("ro");
        assertRefused(await run(binary, ["serve", "--port", "0", "--data", data]), data);
        assertRefused(await run(binary, ["restore", join(scratch, "none"), "--data", data]), "none");
        await remount("rw");
        assert.equal((await run(binary, ["backup", file, "--data", data])).code, 0);
        await remount("ro");
        assertRefused(await run(binary, ["backup", join(scratch, "file"), "--data", data]), data);
        assertRefused(await run(binary, ["backup", `${file}.2`, "--data", other]), "Read-only file system");
        assertRefused(await run(binary, ["restore", file, "--replace", "--data", data]), "Read-only file system");
        assertRefused(await run(binary, ["restore", file, "--data", join(scratch, "disk/new")]), "Read-only file system");
        await remount("rw");
        assert.equal(await versionInSqlite(join(data, "smartmove.db")), 1);
      });
    },
  },
  {
    name: "the database's file vanishes under a running server: right pages or errors, no new database, and it comes back",
    async body({ scratch }) {
      const data = join(scratch, "data");
      await site(data, scratch);
      const server = await serve(binary, ["--data", data, "--workers", "8"]);
      try {
        await assertServes(server, addresses.slice(0, 2));
        await rename(join(data, "smartmove.db"), join(data, "elsewhere"));
        await assertServes(server, addresses.slice(0, 2));
        const answers = await Promise.all(addresses.map((path) => request(server.origin, { path })));
        for (const answer of answers) {
          assert.ok(answer.status === 503 || (answer.status === 200 && answer.body.includes("version 1")), answer.body);
        }
        assert.ok(!(await exists(join(data, "smartmove.db"))), "an empty database was made in its place");
        await rename(join(data, "elsewhere"), join(data, "smartmove.db"));
        await eventually("all pages are there again", async () => {
          const again = await Promise.all(addresses.map((path) => request(server.origin, { path })));
          return again.every(({ status }) => status === 200);
        });
      } finally {
        assert.equal((await server.stop()).code, 0, server.log());
      }
    },
  },
];

process.exitCode = (await runAll(tests, {})) ? 0 : 1;
