// use: node tests/faults/clock.mjs BINARY
// The system's clock jumps, forwards and back (Debian's libfaketime): pages go on being served, and what was to appear or
// go does so by the clock as it is now, and the tasks that announce it are worked off.
import assert from "node:assert/strict";
import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { request, run, serve } from "../http/server.mjs";
import { eventually, options, runAll, Skipped } from "./support/harness.mjs";
import { addresses, writePack } from "./support/site.mjs";

const { binary } = options("node tests/faults/clock.mjs BINARY", 1);
const day = 86_400_000;

/** Where Debian keeps the library for programs with threads. */
async function library() {
  for (const folder of await readdir("/usr/lib")) {
    const file = join("/usr/lib", folder, "faketime/libfaketimeMT.so.1");
    if ((await run("test", ["-e", file])).code === 0) return file;
  }
  throw new Skipped("Debian's faketime is not installed");
}

/** A clock that can be moved: { env for the program, move("+3d") }. Only the time of day moves, as on a real machine. */
async function clock(scratch) {
  const file = join(scratch, "clock");
  const move = (offset) => writeFile(file, offset);
  await move("+0");
  // The address sanitiser insists on being first.
  const sanitiser = /(\S*libasan\S*) \(/.exec((await run("ldd", [binary])).stdout)?.[1] ?? "";
  const env = { LD_PRELOAD: `${sanitiser} ${await library()}`.trim(), FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: "1",
    FAKETIME_DONT_FAKE_MONOTONIC: "1", DONT_FAKE_MONOTONIC: "1" };
  return { env, move };
}

const inDays = (n) => new Date(Date.now() + n * day).toISOString();
const body = (title) => ({ title, description: "version 1", text: { markdown: title } });

/** A site with a page that is to come in two days and one that goes in two. */
async function scheduledSite(scratch) {
  const pack = await writePack(join(scratch, "pack"), 1, [
    ["page/senare", { slug: "senare", status: "published", publish_at: inDays(2), expire_at: null, body: body("Senare") }],
    ["page/snart-borta", { slug: "snart-borta", status: "published", publish_at: null, expire_at: inDays(2), body: body("Borta") }],
  ]);
  const data = join(scratch, "data");
  const done = await run(binary, ["import", pack, "--data", data]);
  assert.equal(done.code, 0, done.stderr);
  return data;
}

async function statuses(server) {
  const asked = ["/", "/om/senare", "/om/snart-borta"].map((path) => request(server.origin, { path }));
  return (await Promise.all(asked)).map(({ status }) => status);
}

/** Everything that was due by the clock as it is now has been announced, and no task is stuck or was given up. */
async function tasksAreDone(server) {
  const nothing = ["smartmove_schedule_overdue", "smartmove_tasks_waiting", "smartmove_tasks_running", "smartmove_tasks_dead"];
  await eventually("the tasks are done", async () => {
    const { body } = await request(server.origin, { path: "/metrics" });
    return nothing.every((name) => new RegExp(`^${name} 0$`, "m").test(body));
  }, 60_000);
}

const soon = [200, 404, 200];
const later = [200, 200, 410];

const tests = [
  {
    name: "forwards: what was to appear is there and what was to go is gone, at once",
    async body({ scratch }) {
      const { env, move } = await clock(scratch);
      const server = await serve(binary, ["--data", await scheduledSite(scratch)], env);
      try {
        assert.deepEqual(await statuses(server), soon);
        assert.deepEqual(await statuses(server), soon);
        await move("+3d");
        assert.deepEqual(await statuses(server), later);
        await move("+4000d");
        assert.deepEqual(await statuses(server), later);
        await tasksAreDone(server);
      } finally {
        assert.equal((await server.stop()).code, 0, server.log());
      }
    },
  },
  {
    name: "back: within seconds the site is as it was then",
    async body({ scratch }) {
      const { env, move } = await clock(scratch);
      await move("+3d");
      const server = await serve(binary, ["--data", await scheduledSite(scratch)], env);
      try {
        assert.deepEqual(await statuses(server), later);
        await move("+0");
        await eventually("the pages are those of that day", async () => String(await statuses(server)) === String(soon));
        await move("-400d");
        assert.deepEqual(await statuses(server), soon);
        await eventually("it is in the log", async () => server.log().includes("clock_set_back"));
        await move("+3d");
        assert.deepEqual(await statuses(server), later);
        await tasksAreDone(server); // also what was claimed, or put off, by a clock of another day
      } finally {
        assert.equal((await server.stop()).code, 0, server.log());
      }
    },
  },
  {
    name: "to and fro: every page is served all the time",
    async body({ scratch }) {
      const { env, move } = await clock(scratch);
      const server = await serve(binary, ["--data", await scheduledSite(scratch)], env);
      try {
        for (const offset of ["+1d", "-1d", "+30d", "-30d", "+365d", "-2h", "+3600", "-10", "+0"]) {
          await move(offset);
          for (const path of [...addresses, "/healthz", "/readyz", "/metrics"]) {
            assert.equal((await request(server.origin, { path })).status, 200, `${path} with the clock at ${offset}`);
          }
        }
      } finally {
        assert.equal((await server.stop()).code, 0, server.log());
      }
    },
  },
  {
    name: "import, backup and restore while the clock is wrong",
    async body({ scratch }) {
      const { env, move } = await clock(scratch);
      const data = await scheduledSite(scratch);
      const smartmove = async (...args) => {
        const done = await run(binary, args, { env: { ...process.env, ...env } });
        assert.equal(done.code, 0, done.stderr);
      };
      await rm(join(scratch, "pack"), { recursive: true });
      for (const [i, offset] of ["-1000d", "+5000d", "-1d"].entries()) {
        await move(offset);
        await smartmove("import", await writePack(join(scratch, "pack"), i + 2), "--data", data);
        await smartmove("backup", join(scratch, `backup-${i}`), "--data", data);
        await smartmove("restore", join(scratch, `backup-${i}`), "--data", join(scratch, `restored-${i}`));
        const found = await run("sqlite3", [join(scratch, `restored-${i}/smartmove.db`),
          "SELECT count(*) FROM revision WHERE body LIKE '%version " + (i + 2) + "%'"]);
        assert.ok(Number(found.stdout) >= addresses.length, found.stdout);
      }
    },
  },
];

process.exitCode = (await runAll(tests, {})) ? 0 : 1;
