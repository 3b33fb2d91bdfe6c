// Background work: seen and handled from the command line; one schedule over two servers; a killed one is stood in for.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { postgresDatabase, request, root, run, serve } from "../http/server.mjs";
import { assertEnded, assertOneSentence, Skipped } from "./harness.mjs";

const pack = join(root, "regions/orebro");
const page = "/om/demonstrationen";
const tag = "document:page/about";

/** Asks again and again, at most for 30 s, until `right(answer)`; the last answer. */
async function once(ask, right) {
  const until = Date.now() + 30_000;
  let answer;
  do {
    answer = await ask();
  } while (!right(answer) && Date.now() < until);
  assert.ok(right(answer), `after 30 seconds it is still ${JSON.stringify(answer)}`);
  return answer;
}

/** A copy of the pack in which the page is published at that moment. */
async function packWithPageAt(scratch, moment) {
  const copy = join(scratch, "scheduled");
  await cp(pack, copy, { recursive: true });
  const file = join(copy, "documents/page/about/sv.json");
  const document = JSON.parse(await readFile(file, "utf8"));
  document.publish_at = moment.toISOString();
  await writeFile(file, JSON.stringify(document, null, 2));
  return copy;
}

/** A database of its own: { where (the settings), sql(text) → the rows as text, dispose }. */
async function postgres(scratch) {
  const database = await postgresDatabase();
  if (!database) throw new Skipped("SMARTMOVE_TEST_POSTGRES is not set");
  return {
    url: database.url,
    where: ["--data", join(scratch, "data"), "--database", database.url],
    dispose: database.dispose,
    async sql(text) {
      const done = await run("psql", ["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--dbname", database.url, "--command", text]);
      assert.equal(done.code, 0, done.stderr);
      return done.stdout.trim();
    },
  };
}

async function sqlite(scratch) {
  const data = join(scratch, "data");
  return {
    where: ["--data", data],
    dispose: async () => {},
    async sql(text) {
      const done = await run("sqlite3", [join(data, "smartmove.db"), text]);
      assert.equal(done.code, 0, done.stderr);
      return done.stdout.trim();
    },
  };
}

const announcements = ({ sql }) => sql(`SELECT count(*) FROM change WHERE tags LIKE '%"${tag}"%'`).then(Number);

/** Waits until the schedule's first duty, to announce what had passed before, is done. */
const settled = ({ sql }) =>
  once(() => sql("SELECT announced_until > 0 AND NOT EXISTS (SELECT 1 FROM task WHERE state IN ('waiting', 'running')) FROM publishing_schedule"),
    (answer) => answer === "t" || answer === "1");

async function metric(origin, name) {
  const { body } = await request(origin, { path: "/metrics" });
  return Number(new RegExp(`^${name} (\\S+)$`, "m").exec(body)?.[1]);
}

/** A task of a kind that nobody handles, as it stands after its last attempt. */
const deadTask = (id, key) => `
  INSERT INTO task (id, kind, key, payload, state, run_at, attempts, max_attempts, last_error, created_at, changed_at)
  VALUES ('${id}', 'test.nobody', '${key}', '{"n":1}', 'dead', 1700000000000, 3, 3, 'Nobody' || chr(10) || 'answers.', 1, 2)`;

const first = "018bcfe5-6800-7000-8000-000000000001";
const second = "018bcfe5-6800-7000-8000-000000000002";

async function seenAndHandled(smartmove, { where, sql }, chr) {
  assertEnded(await smartmove("import", pack, ...where), 0);
  const empty = await smartmove("tasks", ...where);
  assertEnded(empty, 0);
  assert.equal(empty.stdout, "There are none.\n");
  await sql(deadTask(first, "one").replace("chr(10)", chr));
  await sql(deadTask(second, "two").replace("chr(10)", chr));

  const shown = await smartmove("tasks", "list", ...where);
  assertEnded(shown, 0);
  assert.ok(shown.stdout.includes(`${first}  dead     2023-11-14T22:13:20.000Z  3/3  test.nobody one\n    Nobody answers.\n`), shown.stdout);
  const { stdout } = await smartmove("tasks", "--state", "dead", "--json", ...where);
  const [task, other] = JSON.parse(stdout);
  assert.deepEqual([task.id, task.state, task.attempts, task.last_error, task.payload.n], [first, "dead", 3, "Nobody\nanswers.", 1]);
  assert.equal(other.id, second);

  assertEnded(await smartmove("tasks", "retry", first, ...where), 0);
  assertEnded(await smartmove("tasks", "discard", second, ...where), 0);
  const left = JSON.parse((await smartmove("tasks", "list", "--json", ...where)).stdout);
  assert.deepEqual(left.map(({ id, state, attempts }) => [id, state, attempts]), [[first, "waiting", 0]]);
  assert.equal((await smartmove("tasks", "--state", "done", ...where)).stdout, "There are none.\n");

  for (const [words, ...args] of [
    ["There is no task", "retry", second],
    ["is not the id of a task", "discard", "seven"],
    ["waiting, running, done or dead", "--state", "lost"],
  ]) {
    const refused = await smartmove("tasks", ...args, ...where);
    assertEnded(refused, 1, words);
    assertOneSentence(refused);
  }
  assertEnded(await smartmove("tasks", "retry", ...where), 2);
}

export default [
  {
    name: "tasks are seen and handled on SQLite",
    async body({ smartmove, scratch }) {
      await seenAndHandled(smartmove, await sqlite(scratch), "char(10)");
    },
  },
  {
    name: "tasks are seen and handled on PostgreSQL",
    async body({ smartmove, scratch }) {
      const database = await postgres(scratch);
      try {
        await seenAndHandled(smartmove, database, "chr(10)");
      } finally {
        await database.dispose();
      }
    },
  },
  {
    name: "beside a running server tasks are listed on both databases, and changed on PostgreSQL",
    async body({ smartmove, binary, scratch }) {
      for (const [database, chr, changes] of [[await sqlite(scratch), "char(10)", false], [await postgres(scratch), "chr(10)", true]]) {
        const { where, sql } = database;
        assertEnded(await smartmove("import", pack, ...where), 0);
        await sql(deadTask(first, "one").replace("chr(10)", chr));
        const server = await serve(binary, where);
        try {
          await once(() => metric(server.origin, "smartmove_tasks_dead"), (dead) => dead === 1);
          assert.ok((await smartmove("tasks", ...where)).stdout.includes(first));
          const answer = await smartmove("tasks", "discard", first, ...where);
          if (changes) {
            assertEnded(answer, 0);
            await once(() => metric(server.origin, "smartmove_tasks_dead"), (dead) => dead === 0);
          } else {
            assertEnded(answer, 1, String(server.pid), "not changed");
          }
        } finally {
          await server.stop();
          await database.dispose();
        }
      }
    },
  },
  {
    name: "what came while no server ran is announced at the next start",
    async body({ smartmove, binary, scratch }) {
      const { where, sql } = await sqlite(scratch);
      assertEnded(await smartmove("import", pack, ...where), 0);
      const before = await serve(binary, where);
      await settled({ sql });
      await before.stop();
      const moment = new Date(Date.now() + 10);
      assertEnded(await smartmove("import", await packWithPageAt(scratch, moment), ...where), 0);
      const after = await serve(binary, where);
      try {
        const done = `SELECT count(*) FROM task WHERE key = '${moment.toISOString()}' AND state = 'done'`;
        await once(() => sql(done), (count) => count === "1");
        assert.equal(await metric(after.origin, "smartmove_schedule_overdue"), 0);
        assert.ok((await smartmove("tasks", "--state", "done", ...where)).stdout.includes(moment.toISOString()));
      } finally {
        assert.deepEqual(await after.stop(), { code: 0, signal: null }, after.log());
      }
    },
  },
  {
    name: "two servers on one database announce a page's moment once, and both show it",
    async body({ smartmove, binary, scratch }) {
      const database = await postgres(scratch);
      const { where, sql } = database;
      const servers = [];
      try {
        assertEnded(await smartmove("import", pack, ...where), 0);
        for (let i = 0; i < 2; i += 1) servers.push(await serve(binary, where));
        await settled(database);
        const before = await announcements(database);
        const moment = new Date(Date.now() + 6000);
        assertEnded(await smartmove("import", await packWithPageAt(scratch, moment), ...where), 0);
        for (const { origin } of servers) {
          await once(() => request(origin, { path: page }), ({ status }) => status === 200);
        }
        const key = `key = '${moment.toISOString()}'`;
        await once(() => sql(`SELECT count(*) FROM task WHERE ${key} AND state = 'done'`), (count) => count === "1");
        await settled(database);
        assert.equal(await sql(`SELECT count(*) FROM task WHERE ${key}`), "1");
        assert.equal(await announcements(database), before + 2, "one by the import, one at the moment");
      } finally {
        for (const server of servers) await server.stop();
        await database.dispose();
      }
    },
  },
  {
    name: "a server killed in the middle of a task leaves it to the other",
    async body({ smartmove, binary, scratch }) {
      const database = await postgres(scratch);
      const { where, sql } = database;
      const settings = [...where, "--task-lease-seconds", "2"];
      const servers = [];
      let lock;
      try {
        assertEnded(await smartmove("import", pack, ...where), 0);
        servers.push(await serve(binary, settings));
        await settled(database);
        const before = await announcements(database);

        // Holds the row that the task will write, so that it is caught in its middle.
        lock = spawn("psql", ["--no-psqlrc", "--quiet", "--dbname", database.url], { stdio: ["pipe", "pipe", "inherit"] });
        const locked = new Promise((found) => createInterface({ input: lock.stdout }).once("line", found));
        lock.stdin.write("BEGIN; SELECT 1 FROM publishing_schedule FOR UPDATE;\n\\echo locked\n");
        await locked;
        assertEnded(await smartmove("import", await packWithPageAt(scratch, new Date(Date.now() + 500)), ...where), 0);
        const running = "SELECT claimed_by FROM task WHERE state = 'running'";
        const holder = await once(() => sql(running), (name) => name !== "");
        assert.equal(holder.split(":")[1], String(servers[0].pid));

        servers.push(await serve(binary, settings));
        const { origin } = servers[1];
        await once(() => metric(origin, "smartmove_tasks_running"), (count) => count === 1);
        assert.equal(await metric(origin, "smartmove_schedule_overdue"), 1);
        assert.deepEqual(await servers[0].stop("SIGKILL"), { code: null, signal: "SIGKILL" });
        lock.stdin.end("ROLLBACK;\n");

        await once(() => sql("SELECT count(*) FROM task WHERE state = 'done' AND attempts >= 2"), (count) => count === "1");
        await settled(database);
        assert.equal(await announcements(database), before + 2, "one by the import, one at the moment");
        await once(() => metric(origin, "smartmove_schedule_overdue"), (count) => count === 0);
        assert.equal((await request(origin, { path: page })).status, 200);
        assert.equal(await metric(origin, "smartmove_tasks_dead"), 0);
      } finally {
        lock?.stdin.end();
        for (const server of servers) await server.stop();
        await database.dispose();
      }
    },
  },
];
