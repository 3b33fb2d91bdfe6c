// use: node tests/faults/restart.mjs BINARY
// The server is replaced (SIGUSR2), stopped and started under a listening socket of systemd's kind, and given new
// settings (SIGHUP), while requests go on: not one may fail.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import http from "node:http";
import { join, resolve } from "node:path";
import { environment, freePort, postgresDatabase, request, root, run, serve, temporaryDirectory } from "../http/server.mjs";

const [given] = process.argv.slice(2);
if (!given) {
  console.error("use: node tests/faults/restart.mjs BINARY");
  process.exit(2);
}
const binary = resolve(given);
const place = "/kommuner/kumla";

/** Asks until told to stop, by new connections and by kept ones: { answered, failed: [why] }. */
function keepAsking(origin) {
  const seen = { answered: 0, failed: [] };
  let asking = true;
  const { hostname, port } = new URL(origin);
  const ask = (agent) => new Promise((done) => {
    const sent = http.get({ hostname, port, path: place, agent }, (answer) => {
      answer.resume().on("end", () => done(answer.statusCode === 200 ? null : `status ${answer.statusCode}`));
    });
    sent.on("error", (error) => done(`${error.code} after ${seen.answered} answers`));
  });
  const loop = async (agent) => {
    while (asking) {
      const failed = await ask(agent);
      if (failed) seen.failed.push(failed);
      else seen.answered += 1;
    }
  };
  const agent = new http.Agent({ keepAlive: true, maxSockets: 2 });
  const loops = [loop(false), loop(false), loop(agent), loop(agent)];
  return {
    seen,
    async more(count) {
      const until = seen.answered + count;
      while (seen.answered < until && seen.failed.length === 0) await request(origin, { path: "/healthz" });
    },
    async stop() {
      asking = false;
      await Promise.all(loops);
      agent.destroy();
      return seen;
    },
  };
}

/** Waits until `right()` is true; fails after 30 s. */
async function until(right, what) {
  const end = Date.now() + 30_000;
  while (!(await right())) {
    assert.ok(Date.now() < end, `in 30 s there was no ${what}`);
    await request(origin, { path: "/healthz" }).catch(() => {});
  }
}
let origin = "";

const isAlive = (pid) => readFile(`/proc/${pid}/stat`, "utf8").then((stat) => !/\) Z /.test(stat), () => false);

async function replaceThreeTimes(where) {
  const first = await serve(binary, where);
  origin = first.origin;
  const asking = keepAsking(origin);
  const { log } = first;
  let pid = first.pid;
  const pids = [pid];
  try {
    for (let round = 0; round < 3; round += 1) {
      await asking.more(100);
      const before = pid;
      process.kill(before, "SIGUSR2");
      const successors = () => [...log().matchAll(/handed_over process=(\d+)/g)].map(([, number]) => Number(number));
      await until(() => successors().length > round, "hand-over");
      pid = successors()[round];
      pids.push(pid);
      await until(async () => !(await isAlive(before)), "end of the old server");
      await asking.more(100);
      // The first server may have been replaced before its index was there; the next one makes it.
      await until(async () => (await request(origin, { path: "/en/search?q=kumla" })).status === 200, "search");
    }
  } finally {
    const seen = await asking.stop();
    if (pid !== first.pid) {
      process.kill(pid, "SIGTERM");
      await until(async () => !(await isAlive(pid)), "end of the last server");
    }
    await first.stop();
    console.log(`replaced three times: ${seen.answered} requests answered, ${seen.failed.length} failed`);
    assert.deepEqual(seen.failed, [], log());
  }
  assert.equal(new Set(pids).size, 4);
  // Each has the pages, the index and the data directory for itself, and no page was made twice.
  for (const trouble of ["page_store_private", "page_store_emptied", "search_index_behind", "task_goes_on", "database_lost"]) {
    assert.ok(!log().slice(log().indexOf("hand_over_started")).includes(trouble), `${trouble}\n${log()}`);
  }
}

const tests = {
  async "replaced under load, on SQLite"({ where }) {
    await replaceThreeTimes(where);
  },
  async "replaced under load, on PostgreSQL"({ where }) {
    const database = await postgresDatabase();
    if (!database) return "SMARTMOVE_TEST_POSTGRES is not set";
    try {
      const all = [...where, "--database", database.url];
      assert.equal((await run(binary, ["import", join(root, "regions/orebro"), ...all])).code, 0);
      await replaceThreeTimes(all);
    } finally {
      await database.dispose();
    }
  },
  async "a new server that cannot start leaves the old one as it was"({ where, scratch }) {
    const file = join(scratch, "settings.toml");
    await writeFile(file, "");
    const server = await serve(binary, [...where, "--config", file]);
    origin = server.origin;
    const asking = keepAsking(origin);
    try {
      await asking.more(50);
      const early = "threads = 'many'\n"; // is found out before it asks for anything
      const late = "trusted-proxies = '10.0.0.1/8'\n"; // when it has the database
      for (const [i, wrong] of [early, late, early, late].entries()) {
        await writeFile(file, wrong);
        process.kill(server.pid, "SIGUSR2");
        await until(() => server.log().split("hand_over_failed").length - 1 > i, "failure");
        await asking.more(50);
      }
      const metrics = async () => (await request(origin, { path: "/metrics" })).body;
      await until(async () => /smartmove_page_cache_entries [1-9]/.test(await metrics()), "page that is kept");
    } finally {
      const seen = await asking.stop();
      assert.deepEqual(seen.failed, [], server.log());
      assert.deepEqual(await server.stop(), { code: 0, signal: null }, server.log());
    }
    for (const trouble of ["database_lost", "page_store_private", "search_index_behind"]) {
      assert.ok(!server.log().includes(trouble), server.log());
    }
  },
  async "settings are read again, and wrong ones change nothing"({ where, scratch }) {
    const file = join(scratch, "reload.toml");
    await writeFile(file, "max-target-bytes = 100\n");
    const server = await serve(binary, [...where, "--config", file]);
    origin = server.origin;
    const long = `/${"a".repeat(200)}`;
    try {
      assert.equal((await request(origin, { path: long })).status, 414);
      await writeFile(file, "max-target-bytes = 4000\nworkers = 2\naccess-log = 'on'\ntrusted-proxies = '127.0.0.1'\n");
      process.kill(server.pid, "SIGHUP");
      await until(() => server.log().includes("settings_reloaded"), "reload");
      await until(async () => (await request(origin, { path: long })).status === 404, "longer address");
      assert.match(server.log(), /setting_changed setting=max-target-bytes/); // each comes before settings_reloaded
      assert.match(server.log(), /setting_waits_for_restart setting=workers/);
      await until(() => / request method=GET path=\/aaa/.test(server.log()), "line of the access log");
      await writeFile(file, "max-target-bytes = 1\nlog-level = 'loud'\n");
      process.kill(server.pid, "SIGHUP");
      for (const line of [1, 2]) {
        await until(() => new RegExp(`setting_refused setting=[^ ]*reload\\.toml:${line} `).test(server.log()), `refusal of line ${line}`);
      }
      assert.match(server.log(), /reload_refused/);
      await writeFile(file, "trusted-proxies = '10.0.0.1/8'\n");
      process.kill(server.pid, "SIGHUP");
      await until(() => server.log().includes("--trusted-proxies:"), "refusal of the proxies");
      assert.equal((await request(origin, { path: long })).status, 404);
    } finally {
      assert.deepEqual(await server.stop(), { code: 0, signal: null }, server.log());
    }
  },
  async "stopped and started behind a socket that somebody else holds"({ where, scratch }) {
    const notify = join(scratch, "notify.log");
    const port = await freePort();
    const holder = spawn("python3", [join(root, "tests/support/hold_socket.py"), String(port), notify, binary, "serve", ...where], {
      env: environment(), stdio: ["pipe", "inherit", "pipe"],
    });
    let log = "";
    holder.stderr.on("data", (bytes) => (log += bytes));
    origin = `http://127.0.0.1:${port}`;
    await until(async () => (await readFile(notify, "utf8").catch(() => "")).includes("READY=1"), "READY=1");
    const asking = keepAsking(origin);
    try {
      for (let round = 1; round <= 3; round += 1) {
        await asking.more(50);
        holder.stdin.write("restart\n");
        await until(async () => (await readFile(notify, "utf8")).split("READY=1").length - 1 > round, "READY=1 again");
      }
      await asking.more(50);
    } finally {
      const seen = await asking.stop();
      holder.stdin.end();
      await once(holder, "close");
      console.log(`restarted three times behind a held socket: ${seen.answered} requests answered, ${seen.failed.length} failed`);
      assert.deepEqual(seen.failed, [], log);
    }
    assert.equal((await readFile(notify, "utf8")).split("STOPPING=1").length - 1, 4);
  },
};

const directory = await temporaryDirectory();
const count = { passed: 0, failed: 0 };
try {
  const where = ["--data", join(directory.path, "data")];
  const imported = await run(binary, ["import", join(root, "regions/orebro"), ...where]);
  assert.equal(imported.code, 0, imported.stderr);
  for (const [name, body] of Object.entries(tests)) {
    try {
      const skipped = await body({ where, scratch: directory.path });
      if (skipped) console.log(`skipped: ${name}: ${skipped}`);
      else count.passed += 1;
    } catch (error) {
      count.failed += 1;
      console.log(`not ok: ${name}\n    ${error.stack}`);
    }
  }
} finally {
  await directory.dispose();
}
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed ? 1 : 0;
