// Broken surroundings: one clear sentence, exit code 1, nothing damaged.
import assert from "node:assert/strict";
import { chmod, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { postgresDatabase, request, root, run, searchIsThere, serve } from "../http/server.mjs";
import { assertEnded, assertOneSentence, Skipped, textsIn } from "./harness.mjs";

const pack = join(root, "regions/orebro");

async function filled(smartmove, ...where) {
  assertEnded(await smartmove("import", pack, ...(where.length ? where : ["--data", "data"])), 0);
}

/** Ends with code 1 and one sentence that has `words`. */
async function refuses(result, ...words) {
  assertEnded(result, 1, ...words);
  assertOneSentence(result);
}

// What a version from the future would have left: a migration that this one does not know.
const fromTheFuture = `
  CREATE TEMPORARY TABLE future AS SELECT * FROM schema_migration LIMIT 1;
  UPDATE future SET name = '2999-01-01-01-future';
  INSERT INTO schema_migration SELECT * FROM future;`;

/** A file system of its own at `path`, `size` large; needs root and the right to mount. */
async function mounted(path, size, body) {
  await mkdir(path);
  const mount = await run("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", path]).catch(() => ({ code: 1 }));
  if (mount.code !== 0) throw new Skipped("no right to mount a file system here");
  try {
    await body((options) => run("mount", ["-o", `remount,${options}`, path]));
  } finally {
    await run("umount", [path]);
  }
}

export default [
  {
    name: "a data directory in use",
    async body({ smartmove, binary, scratch }) {
      await filled(smartmove);
      const server = await serve(binary, ["--data", join(scratch, "data")]);
      try {
        await refuses(await smartmove("import", pack, "--data", "data"), "data", String(server.pid));
        await refuses(await smartmove("serve", "--port", "0", "--data", "data"), String(server.pid));
        assert.equal((await request(server.origin, { path: "/" })).status, 200);
      } finally {
        await server.stop();
      }
    },
  },
  {
    name: "a port in use",
    async body({ smartmove, binary, scratch }) {
      await filled(smartmove, "--data", "a");
      await filled(smartmove, "--data", "b");
      const server = await serve(binary, ["--data", join(scratch, "a")]);
      try {
        await refuses(await smartmove("serve", "--port", String(server.port), "--data", "b"), String(server.port));
      } finally {
        await server.stop();
      }
    },
  },
  {
    name: "killed in the middle of its work, it starts again as if nothing had been",
    async body({ smartmove, binary, scratch }) {
      await filled(smartmove);
      const first = await serve(binary, ["--data", join(scratch, "data")]);
      await request(first.origin, { path: "/" });
      await first.stop("SIGKILL");
      const second = await serve(binary, ["--data", join(scratch, "data")]);
      try {
        assert.equal((await request(second.origin, { path: "/kommuner/kumla" })).status, 200);
        assert.equal((await request(second.origin, { path: "/readyz" })).status, 200);
      } finally {
        assert.deepEqual(await second.stop(), { code: 0, signal: null });
      }
    },
  },
  {
    name: "import --check and migrate --dry-run work beside a running server and change nothing",
    async body({ smartmove, binary, scratch }) {
      await filled(smartmove);
      assertEnded(await smartmove("export", "before", "--data", "data"), 0);
      const server = await serve(binary, ["--data", join(scratch, "data")]);
      try {
        await searchIsThere(server.origin); // the index is made beside the first answers
        const files = await readdir(join(scratch, "data"));
        const checked = await smartmove("import", pack, "--check", "--data", "data");
        assertEnded(checked, 0);
        assert.match(checked.stdout, /^documents: 0 new, 0 changed, \d+ unchanged$/m);
        assertEnded(await smartmove("migrate", "--dry-run", "--data", "data"), 0);
        assert.deepEqual(await readdir(join(scratch, "data")), files);
        assert.equal((await request(server.origin, { path: "/" })).status, 200);
      } finally {
        await server.stop();
      }
      assertEnded(await smartmove("export", "after", "--data", "data"), 0);
      assert.deepEqual(await textsIn(join(scratch, "after")), await textsIn(join(scratch, "before")));
    },
  },
  {
    name: "import --check without a data directory checks against an empty site and makes nothing",
    async body({ smartmove, scratch }) {
      const tmp = join(scratch, "tmp");
      await mkdir(tmp);
      const checked = await smartmove("import", pack, "--check", "--data", "nowhere", { TMPDIR: tmp });
      assertEnded(checked, 0);
      assert.match(checked.stdout, /^documents: [1-9]\d* new, 0 changed, 0 unchanged$/m);
      await refuses(await smartmove("migrate", "--dry-run", "--data", "nowhere"), "nowhere");
      await refuses(await smartmove("migrate", "--data", "nowhere"), "nowhere");
      assert.deepEqual(await readdir(scratch), ["tmp"]);
      assert.deepEqual(await readdir(tmp), []);
    },
  },
  {
    name: "import --check against PostgreSQL keeps nothing, and sets nothing up",
    async body({ smartmove }) {
      const database = await postgresDatabase();
      if (!database) throw new Skipped("SMARTMOVE_TEST_POSTGRES is not set");
      try {
        const where = ["--data", "data", "--database", database.url];
        assertEnded(await smartmove("import", pack, "--check", ...where), 0);
        await refuses(await smartmove("serve", "--port", "0", ...where), "is empty", "smartmove import DIR");
        assertEnded(await smartmove("init", ...where), 0);
        assertEnded(await smartmove("import", pack, "--check", ...where), 0);
        await refuses(await smartmove("export", "out", ...where), "There is no content yet");
      } finally {
        await database.dispose();
      }
    },
  },
  {
    name: "a data directory that is mistyped is not served",
    async body({ smartmove, scratch }) {
      await mkdir(join(scratch, "other"));
      for (const data of ["nowhere", "other"]) {
        await refuses(await smartmove("serve", "--port", "0", "--data", data), `smartmove import DIR --data ${data}`, "smartmove init");
      }
      assert.deepEqual(await readdir(scratch), ["other"]);
      assert.deepEqual(await readdir(join(scratch, "other")), []);
    },
  },
  {
    name: "an empty site that was made on purpose is served, and says that it is empty",
    async body({ smartmove, binary, scratch }) {
      assertEnded(await smartmove("init", "--data", "data"), 0);
      const server = await serve(binary, ["--data", join(scratch, "data")]);
      try {
        assert.equal((await request(server.origin, { path: "/" })).status, 503);
        assert.equal((await request(server.origin, { path: "/readyz" })).status, 503);
      } finally {
        await server.stop();
      }
    },
  },
  {
    name: "a data directory that is not there has nothing to export",
    async body({ smartmove }) {
      await refuses(await smartmove("export", "out", "--data", "nowhere"), "nowhere");
    },
  },
  {
    name: "a data directory that is a file",
    async body({ smartmove, scratch }) {
      await writeFile(join(scratch, "data"), "a file");
      await refuses(await smartmove("import", pack, "--data", "data"), "data");
    },
  },
  {
    name: "a database from a newer version",
    async body({ smartmove, scratch }) {
      await filled(smartmove);
      const done = await run("sqlite3", [join(scratch, "data/smartmove.db"), fromTheFuture]);
      assert.equal(done.code, 0, done.stderr);
      for (const command of [["serve", "--port", "0"], ["import", pack], ["export", "out"], ["migrate"]]) {
        await refuses(await smartmove(...command, "--data", "data"), "2999-01-01-01-future");
      }
    },
  },
  {
    name: "a database that is damaged",
    async body({ smartmove, scratch }) {
      await filled(smartmove);
      await writeFile(join(scratch, "data/smartmove.db"), "this was a database once ".repeat(1000));
      await refuses(await smartmove("serve", "--port", "0", "--data", "data"), "smartmove.db");
    },
  },
  {
    name: "a data directory that may only be read",
    async body({ smartmove, scratch }) {
      if (process.getuid() !== 0) {
        await filled(smartmove);
        await chmod(join(scratch, "data"), 0o555);
        await refuses(await smartmove("import", pack, "--data", "data"), "data");
        await chmod(join(scratch, "data"), 0o755);
        return;
      }
      await mounted(join(scratch, "disk"), "64m", async (remount) => {
        await filled(smartmove, "--data", "disk/data");
        await remount("ro");
        await refuses(await smartmove("import", pack, "--data", "disk/data"), "disk/data");
        await refuses(await smartmove("serve", "--port", "0", "--data", "disk/data"), "disk/data");
      });
    },
  },
  {
    name: "a full disk: said in a sentence, and what was there is still there",
    async body({ smartmove, scratch }) {
      await mounted(join(scratch, "disk"), "64m", async (remount) => {
        await filled(smartmove, "--data", "disk/data");
        assertEnded(await smartmove("export", "before", "--data", "disk/data"), 0);
        const used = await run("du", ["--block-size=4096", "--summarize", join(scratch, "disk")]);
        await writeFile(join(scratch, "disk/ballast"), Buffer.alloc(4096));
        await remount(`size=${(Number.parseInt(used.stdout, 10) + 12) * 4096}`);
        const other = join(scratch, "other");
        assertEnded(await smartmove("export", other, "--data", "disk/data"), 0);
        await fattened(other);
        await refuses(await smartmove("import", other, "--data", "disk/data"), "full");
        await remount("size=64m");
        assertEnded(await smartmove("export", "after", "--data", "disk/data"), 0);
        assert.deepEqual(await textsIn(join(scratch, "after")), await textsIn(join(scratch, "before")));
      });
    },
  },
  {
    name: "a PostgreSQL that is down; the password is not said",
    async body({ smartmove }) {
      const result = await smartmove("import", pack, "--data", "data", "--database", "postgres://me:hemligt@127.0.0.1:1/smartmove");
      await refuses(result, "127.0.0.1");
      assert.ok(!result.stderr.includes("hemligt"), "the password is printed");
      for (const url of ["postgres://me:a/hemligt@127.0.0.1/smartmove", "postgres://me:hemligt/smartmove"]) {
        const wrong = await smartmove("import", pack, "--data", "data", { SMARTMOVE_DATABASE: url });
        await refuses(wrong, "%2F");
        assert.ok(!wrong.stderr.includes("hemligt"), "the password is printed");
      }
    },
  },
  {
    name: "a PostgreSQL with the schema of a newer version",
    async body({ smartmove }) {
      const database = await postgresDatabase();
      if (!database) throw new Skipped("SMARTMOVE_TEST_POSTGRES is not set");
      try {
        const where = ["--data", "data", "--database", database.url];
        await filled(smartmove, ...where);
        const done = await run("psql", ["--no-psqlrc", "--quiet", "--dbname", database.url, "--command", fromTheFuture]);
        assert.equal(done.code, 0, done.stderr);
        await refuses(await smartmove("serve", "--port", "0", ...where), "2999-01-01-01-future");
      } finally {
        await database.dispose();
      }
    },
  },
];

/** Makes a pack so much larger that it does not fit beside what is there. */
async function fattened(folder) {
  const file = join(folder, "documents/place_page/kumla/sv.json");
  const document = JSON.parse(await readFile(file, "utf8"));
  document.body.lead = { markdown: "Kumla ".repeat(200_000) };
  await writeFile(file, `${JSON.stringify(document, null, 2)}\n`);
}
