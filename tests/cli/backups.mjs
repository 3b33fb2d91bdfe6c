// Backup and restore as an operator uses them: beside a running server, from one database to the other, and when the
// file is not what it should be.
import assert from "node:assert/strict";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { postgresDatabase, request, root, run, serve } from "../http/server.mjs";
import { assertEnded, assertOneSentence, Skipped, textsIn } from "./harness.mjs";

const pack = join(root, "regions/orebro");
const exists = (path) => stat(path).then(() => true, () => false);

/** What two sites must have in common: their export and their media. */
async function contents(smartmove, scratch, name, where, data) {
  assertEnded(await smartmove("export", name, ...where), 0);
  return { pack: await textsIn(join(scratch, name)), media: await textsIn(join(data, "media")) };
}

async function site(smartmove, scratch, where, data) {
  assertEnded(await smartmove("import", pack, ...where), 0);
  await mkdir(join(data, "media/ab"), { recursive: true });
  await writeFile(join(data, "media/ab/ab12.webp"), "a picture");
}

export default [
  {
    name: "backup beside a running server, restore into a new directory: the same site",
    async body({ smartmove, binary, scratch }) {
      const data = join(scratch, "data");
      await site(smartmove, scratch, ["--data", data], data);
      const before = await contents(smartmove, scratch, "before", ["--data", data], data);
      const server = await serve(binary, ["--data", data]);
      try {
        const made = await smartmove("backup", "site.tar.zst", "--data", data);
        assertEnded(made, 0);
        assert.match(made.stdout, /^Saved .*smartmove\.db in site\.tar\.zst \(tables: \d+, rows: \d+, media files: \d+\)\.\n$/);
        assert.equal((await request(server.origin, { path: "/" })).status, 200);
      } finally {
        await server.stop();
      }
      const checked = await smartmove("restore", "--check", "site.tar.zst");
      assertEnded(checked, 0);
      assert.match(checked.stdout, /^fact: 2133$/m);
      assert.match(checked.stdout, /is whole; nothing was restored\.$/m);
      const restored = await smartmove("restore", "site.tar.zst", "--data", "restored");
      assertEnded(restored, 0);
      assert.match(restored.stdout, /^Next: smartmove serve$/m);
      assert.deepEqual(await contents(smartmove, scratch, "after", ["--data", "restored"], join(scratch, "restored")), before);
      const again = await serve(binary, ["--data", join(scratch, "restored")]);
      try {
        assert.equal((await request(again.origin, { path: "/kommuner/kumla" })).status, 200);
      } finally {
        await again.stop();
      }
    },
  },
  {
    name: "a backup of SQLite goes into PostgreSQL and back, and into an empty database only",
    async body({ smartmove, scratch }) {
      const database = await postgresDatabase();
      if (!database) throw new Skipped("SMARTMOVE_TEST_POSTGRES is not set");
      try {
        const [data, files] = [join(scratch, "data"), join(scratch, "files")];
        const postgres = ["--data", files, "--database", database.url];
        await site(smartmove, scratch, ["--data", data], data);
        assertEnded(await smartmove("backup", "one", "--data", data), 0);
        assertEnded(await smartmove("restore", "one", ...postgres), 0);
        const refused = await smartmove("restore", "one", ...postgres);
        assertEnded(refused, 1, "is not empty", "--replace");
        assertOneSentence(refused);
        assertEnded(await smartmove("restore", "one", "--replace", ...postgres), 0);
        assertEnded(await smartmove("backup", "two", ...postgres), 0);
        assertEnded(await smartmove("restore", "two", "--data", "back"), 0);
        assert.deepEqual(
          await contents(smartmove, scratch, "after", ["--data", "back"], join(scratch, "back")),
          await contents(smartmove, scratch, "before", ["--data", data], data),
        );
      } finally {
        await database.dispose();
      }
    },
  },
  {
    name: "a backup holds the settings but no password",
    async body({ smartmove, scratch }) {
      const database = await postgresDatabase();
      if (!database) throw new Skipped("SMARTMOVE_TEST_POSTGRES is not set");
      try {
        const url = database.url.replace("@/", ":hemligt@/");
        assertEnded(await smartmove("import", pack, "--database", url), 0);
        assertEnded(await smartmove("backup", "site", "--database", url, "--port", "8099"), 0);
        const unpacked = await run("sh", ["-c", "tar --zstd --extract --to-stdout --file site"], { cwd: scratch });
        assert.equal(unpacked.code, 0, unpacked.stderr);
        assert.match(unpacked.stdout, /^port = 8099$/m);
        assert.ok(!unpacked.stdout.includes("hemligt"));
      } finally {
        await database.dispose();
      }
    },
  },
  {
    name: "to standard output, and nothing else there",
    async body({ smartmove, scratch, binary }) {
      assertEnded(await smartmove("import", pack, "--data", "data"), 0);
      const made = await run("sh", ["-c", `'${binary}' backup - --data data >piped`], { cwd: scratch });
      assertEnded(made, 0, "Saved", "standard output");
      assertEnded(await smartmove("restore", "--check", "piped"), 0);
    },
  },
  {
    name: "a file that exists is left alone unless --replace is given",
    async body({ smartmove, scratch }) {
      assertEnded(await smartmove("import", pack, "--data", "data"), 0);
      await writeFile(join(scratch, "file"), "precious");
      const refused = await smartmove("backup", "file", "--data", "data");
      assertEnded(refused, 1, "file exists", "--replace");
      assertOneSentence(refused);
      assert.equal(await readFile(join(scratch, "file"), "utf8"), "precious");
      assertEnded(await smartmove("backup", "file", "--replace", "--data", "data"), 0);
      assertEnded(await smartmove("restore", "--check", "file"), 0);
      assert.deepEqual((await readdir(scratch)).sort(), ["data", "file"]);
    },
  },
  {
    name: "damaged, cut short, foreign or missing: one sentence, and nothing is made",
    async body({ smartmove, scratch }) {
      assertEnded(await smartmove("import", pack, "--data", "data"), 0);
      assertEnded(await smartmove("backup", "good", "--data", "data"), 0);
      const good = await readFile(join(scratch, "good"));
      const flipped = Buffer.from(good);
      flipped[good.length >> 1] ^= 0x55;
      const files = { flipped, short: good.subarray(0, good.length - 100), foreign: "a letter", empty: "" };
      for (const [name, bytes] of Object.entries(files)) await writeFile(join(scratch, name), bytes);
      for (const name of [...Object.keys(files), "missing", "data"]) {
        for (const flags of [["--check"], ["--data", "new"], ["--replace", "--data", "data"]]) {
          const refused = await smartmove("restore", name, ...flags);
          assertEnded(refused, 1, name);
          assertOneSentence(refused);
        }
        assert.ok(!(await exists(join(scratch, "new"))), `${name}: a directory was made`);
      }
      assertEnded(await smartmove("restore", "--check", "good"), 0);
      assertEnded(await smartmove("export", "out", "--data", "data"), 0);
    },
  },
  {
    name: "a running server's directory is not restored into",
    async body({ smartmove, binary, scratch }) {
      assertEnded(await smartmove("import", pack, "--data", "data"), 0);
      assertEnded(await smartmove("backup", "good", "--data", "data"), 0);
      const server = await serve(binary, ["--data", join(scratch, "data")]);
      try {
        const refused = await smartmove("restore", "good", "--replace", "--data", "data");
        assertEnded(refused, 1, String(server.pid));
        assertOneSentence(refused);
        assert.equal((await request(server.origin, { path: "/om/integritet" })).status, 200);
      } finally {
        await server.stop();
      }
    },
  },
  {
    name: "a damaged database is not served, and the sentence says what to do",
    async body({ smartmove, scratch }) {
      assertEnded(await smartmove("import", pack, "--data", "data"), 0);
      const file = join(scratch, "data/smartmove.db");
      const bytes = await readFile(file);
      bytes.fill(0x5a, 20 * 4096, 24 * 4096);
      await writeFile(file, bytes);
      const refused = await smartmove("serve", "--port", "0", "--data", "data");
      assertEnded(refused, 1, "damaged", "smartmove restore", "smartmove.db");
      assertOneSentence(refused);
    },
  },
  {
    name: "help says how to begin",
    async body({ smartmove }) {
      for (const [command, word] of [["backup", "smartmove backup site.tar.zst"], ["restore", "smartmove restore site.tar.zst"]]) {
        const help = await smartmove(command, "--help");
        assertEnded(help, 0);
        assert.ok(help.stdout.includes(word), help.stdout);
      }
    },
  },
];
