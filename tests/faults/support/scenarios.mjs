// What is killed, and how to tell afterwards that nothing is half. Each is { name, share, open(world) }; open() gives
// { args(random), verify(ended), close() }: args() is the command to be killed, verify() looks whether what must be true is,
// whatever happened. Where more than one command is needed, attempt(random) does it all and says how it ended.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { copyFile, cp, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { postgresDatabase, request, root, run, serve } from "../../http/server.mjs";
import { eventually } from "./harness.mjs";
import { addresses, versionInPostgres, versionInSqlite, writePack } from "./site.mjs";
import working from "./task_scenario.mjs";

const exists = (path) => stat(path).then(() => true, () => false);

async function must(binary, ...args) {
  const done = await run(binary, args);
  assert.equal(done.code, 0, `${args.join(" ")}: ${done.stderr}`);
  return done;
}

async function servesVersion(binary, where, version) {
  const server = await serve(binary, where);
  try {
    for (const path of [addresses[0], addresses.at(-1)]) {
      const page = await request(server.origin, { path });
      assert.equal(page.status, 200, path);
      assert.ok(page.body.includes(`version ${version}`), `${path} is not of version ${version}`);
    }
  } finally {
    assert.equal((await server.stop()).code, 0, server.log());
  }
}

/** An acknowledged version is there; otherwise the one before or, where the kill came late, the new one. */
function assertVersion(found, before, after, ended) {
  const allowed = ended.acknowledged ? [after] : [before, after];
  assert.ok(allowed.includes(found), `version ${found}, expected ${allowed.join(" or ")} (${ended.acknowledged ? "acknowledged" : "killed"})`);
}

const importing = {
  name: "import into SQLite",
  share: 70,
  async open({ binary, scratch }) {
    const data = join(scratch, "data");
    const where = ["--data", data];
    await must(binary, "import", await writePack(join(scratch, "pack"), 1), ...where);
    let [version, runs] = [1, 0];
    return {
      async args() {
        return ["import", await writePack(join(scratch, "pack"), version + 1), ...where];
      },
      async verify(ended) {
        const found = await versionInSqlite(join(data, "smartmove.db"));
        assertVersion(found, version, version + 1, ended);
        version = found;
        runs += 1;
        if (runs % 10 === 0) await servesVersion(binary, where, version);
      },
      async close() {},
    };
  },
};

const publishing = {
  name: "publish through PostgreSQL, beside a running server",
  share: 40,
  async open({ binary, scratch }) {
    const database = await postgresDatabase();
    if (!database) return null;
    const where = ["--data", join(scratch, "data"), "--database", database.url];
    await must(binary, "import", await writePack(join(scratch, "pack"), 1), ...where);
    const server = await serve(binary, where);
    let version = 1;
    return {
      async args() {
        return ["import", await writePack(join(scratch, "pack"), version + 1), ...where];
      },
      async verify(ended) {
        const found = await versionInPostgres(database.url);
        assertVersion(found, version, version + 1, ended);
        version = found;
        for (const path of [addresses[0], addresses.at(-1)]) {
          await eventually(`${path} is of version ${version}`, async () => {
            const page = await request(server.origin, { path });
            assert.equal(page.status, 200);
            return page.body.includes(`version ${version}`);
          });
        }
      },
      async close() {
        assert.equal((await server.stop()).code, 0, server.log());
        await database.dispose();
      },
    };
  },
};

// Its store of finished pages outlives the server: the next one must not hand out what was changed meanwhile.
const serving = {
  name: "a server killed while something is published, and started again",
  share: 20,
  async open({ binary, scratch }) {
    const database = await postgresDatabase();
    if (!database) return null;
    const where = ["--data", join(scratch, "data"), "--database", database.url];
    await must(binary, "import", await writePack(join(scratch, "pack"), 1), ...where);
    let [version, usual] = [1, 500];
    let server = await serve(binary, where);
    const look = async () => {
      for (const path of addresses) {
        const page = await request(server.origin, { path });
        assert.equal(page.status, 200, path);
        assert.ok(page.body.includes(`version ${version}`), `${path} is not of version ${version}`);
      }
    };
    return {
      async attempt(random) {
        await look();
        const pack = await writePack(join(scratch, "pack"), version + 1);
        const began = performance.now();
        const published = must(binary, "import", pack, ...where).then(() => (usual = performance.now() - began));
        await new Promise((done) => setTimeout(done, random.next() * usual * 1.1));
        const end = await server.stop("SIGKILL");
        await published;
        version += 1;
        server = await serve(binary, where);
        return { acknowledged: false, killed: end.signal === "SIGKILL" };
      },
      verify: look,
      async close() {
        await server.stop();
        await database.dispose();
      },
    };
  },
};

const backingUp = {
  name: "backup, beside a running server",
  share: 40,
  async open({ binary, scratch }) {
    const where = ["--data", join(scratch, "data")];
    await must(binary, "import", await writePack(join(scratch, "pack"), 1), ...where);
    await mkdir(join(scratch, "data/media/ab"), { recursive: true });
    await writeFile(join(scratch, "data/media/ab/picture.webp"), Buffer.alloc(1 << 20, "picture"));
    const server = await serve(binary, where);
    const files = join(scratch, "backups");
    await mkdir(files);
    await must(binary, "backup", join(files, "kept"), ...where);
    let file;
    return {
      async args(random) {
        file = random.below(2) ? "kept" : "new";
        await rm(join(files, "new"), { force: true });
        return ["backup", join(files, file), ...(file === "kept" ? ["--replace"] : []), ...where];
      },
      async verify(ended) {
        if (ended.acknowledged || file === "kept") assert.ok(await exists(join(files, file)), `${file} is not there`);
        for (const name of await readdir(files)) {
          if (/\.partial-\w{6}$/.test(name)) await rm(join(files, name));
          else await must(binary, "restore", "--check", join(files, name));
        }
        assert.equal((await request(server.origin, { path: addresses[0] })).status, 200);
      },
      async close() {
        assert.equal((await server.stop()).code, 0, server.log());
      },
    };
  },
};

const restoring = {
  name: "restore into SQLite",
  share: 30,
  async open({ binary, scratch }) {
    const made = async (version) => {
      const data = join(scratch, `site-${version}`);
      await must(binary, "import", await writePack(join(scratch, "pack"), version), "--data", data);
      await mkdir(join(data, "media"), { recursive: true });
      await writeFile(join(data, "media/version"), Buffer.alloc(300_000, String(version)));
      return data;
    };
    const old = await made(1);
    await must(binary, "backup", join(scratch, "backup"), "--data", await made(2));
    const data = join(scratch, "data");
    let replaces;
    const checkWhole = async (allowed) => {
      const version = await versionInSqlite(join(data, "smartmove.db"));
      assert.ok(allowed.includes(version), `version ${version}, expected ${allowed.join(" or ")}`);
      const media = await readFile(join(data, "media/version"), "utf8");
      assert.equal(media, String(version).repeat(300_000), "the media are of another version than the database");
    };
    return {
      async args(random) {
        replaces = random.below(2) === 1;
        await rm(data, { recursive: true, force: true });
        if (replaces) await cp(old, data, { recursive: true });
        return ["restore", join(scratch, "backup"), "--data", data, ...(replaces ? ["--replace"] : [])];
      },
      async verify(ended) {
        const came = (await exists(join(data, "smartmove.db"))) || (await exists(join(data, "restore.complete")));
        if (!came) {
          assert.ok(!replaces && !ended.acknowledged, "the database is gone");
          await must(binary, "restore", join(scratch, "backup"), "--data", data);
        }
        await must(binary, "init", "--data", data); // the next start
        await checkWhole(ended.acknowledged || !replaces ? [2] : [1, 2]);
        assert.ok(!(await exists(join(data, "restore.complete"))));
      },
      async close() {},
    };
  },
};

const restoringPostgres = {
  name: "restore into PostgreSQL",
  share: 15,
  async open({ binary, scratch }) {
    const database = await postgresDatabase();
    if (!database) return null;
    const where = ["--data", join(scratch, "data"), "--database", database.url];
    for (const version of [1, 2]) {
      const site = ["--data", join(scratch, `site-${version}`)];
      await must(binary, "import", await writePack(join(scratch, "pack"), version), ...site);
      await must(binary, "backup", join(scratch, `backup-${version}`), ...site);
    }
    await must(binary, "restore", join(scratch, "backup-1"), ...where);
    let version = 1;
    return {
      args: async () => ["restore", join(scratch, `backup-${3 - version}`), "--replace", ...where],
      async verify(ended) {
        const found = await versionInPostgres(database.url);
        assertVersion(found, version, 3 - version, ended);
        version = found;
        await must(binary, "init", ...where);
      },
      close: () => database.dispose(),
    };
  },
};

/** A database with only the first of the migrations, as a first version would have left it. */
async function oldDatabase(file) {
  const folder = join(root, "migrations");
  const name = (await readdir(folder)).filter((each) => each.endsWith(".sql") && !each.endsWith("-postgres.sql")).sort()[0];
  const sql = await readFile(join(folder, name), "utf8");
  const sha256 = createHash("sha256").update(sql).digest("hex");
  const done = await run("sqlite3", [file, `PRAGMA journal_mode = WAL; ${sql}
    CREATE TABLE schema_migration (name TEXT NOT NULL PRIMARY KEY, sha256 TEXT NOT NULL, applied_at BIGINT NOT NULL);
    INSERT INTO schema_migration VALUES ('${name.replace(/(-sqlite)?\.sql$/, "")}', '${sha256}', 1);`]);
  assert.equal(done.code, 0, done.stderr);
}

const migrating = {
  name: "migrate",
  share: 20,
  async open({ binary, scratch }) {
    await oldDatabase(join(scratch, "old.db"));
    await must(binary, "init", "--data", join(scratch, "fresh"));
    const data = join(scratch, "data");
    const ask = async (file, sql) => {
      const done = await run("sqlite3", [file, sql]);
      assert.equal(done.code, 0, done.stderr);
      return done.stdout.trim();
    };
    const schema = (file) => ask(file, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name");
    const list = async (file) => (await ask(file, "SELECT name FROM schema_migration ORDER BY name")).split("\n");
    const all = await list(join(scratch, "fresh/smartmove.db"));
    return {
      async args() {
        await rm(data, { recursive: true, force: true });
        await mkdir(data);
        await copyFile(join(scratch, "old.db"), join(data, "smartmove.db"));
        return ["migrate", "--data", data];
      },
      async verify(ended) {
        const file = join(data, "smartmove.db");
        assert.equal(await ask(file, "PRAGMA integrity_check"), "ok");
        const applied = await list(file);
        assert.deepEqual(applied, all.slice(0, applied.length), "the history has a hole");
        if (ended.acknowledged) assert.equal(applied.length, all.length);
        await must(binary, "migrate", "--data", data);
        assert.equal(await schema(file), await schema(join(scratch, "fresh/smartmove.db")));
      },
      async close() {},
    };
  },
};

export default [publishing, importing, backingUp, serving, working, restoring, restoringPostgres, migrating];
