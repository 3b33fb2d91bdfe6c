// Figures pulled from a service on loopback: seen, held, approved and undone from the command line; pulled by the server.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import http from "node:http";
import { join } from "node:path";
import { environment, postgresDatabase, request, root, run, serve } from "../http/server.mjs";
import { assertEnded, assertOneSentence, Skipped } from "./harness.mjs";

const kolada = {
  service: "kolada", source_name: "Kolada {id}", source_url: "https://www.kolada.se/?kpis={id}", licence: "not stated", from_year: 2023,
  within: "1881", feeds: [{ indicator: "population", unit: "persons", id: "N01951" }],
};

/** The region's pack with these sources instead of its own. */
async function packWith(scratch, sources) {
  const pack = join(scratch, "pack");
  await cp(join(root, "regions/orebro"), pack, { recursive: true });
  await rm(join(pack, "sources"), { recursive: true, force: true });
  await mkdir(join(pack, "sources"));
  for (const [key, source] of Object.entries(sources)) {
    await writeFile(join(pack, "sources", `${key}.json`), JSON.stringify(source));
  }
  return pack;
}

const row = (year, value) => ({ kpi: "N01951", municipality: "1881", period: year, values: [{ gender: "T", count: 1, status: "", value }] });

/** Kolada, in so far as it is asked: { figures (year → value), status, asked, hold (answers nothing any more), settings, dispose }. */
async function service() {
  const made = { figures: {}, status: 200, asked: 0, hold: null };
  const server = http.createServer((_, answer) => {
    made.asked += 1;
    if (made.hold) return made.hold();
    answer.writeHead(made.status, { "Content-Type": "application/json" });
    return answer.end(JSON.stringify({ values: Object.entries(made.figures).map(([year, value]) => row(Number(year), value)), next_url: null }));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const host = `127.0.0.1:${server.address().port}`;
  made.settings = {
    SMARTMOVE_FACTS_KOLADA_URL: `http://${host}`, SMARTMOVE_FACTS_KOLADA_RATE: "60000", SMARTMOVE_FACTS_ALLOWED_HOSTS: host,
    SMARTMOVE_FACTS_ATTEMPTS: "1",
  };
  made.dispose = () => {
    server.closeAllConnections();
    server.close();
  };
  return made;
}

const fields = (stdout, source) => stdout.split("\n").find((line) => line.startsWith(`${source} `))?.trim().split(/ +/).slice(1).map(Number);

async function pulledSeenAndUndone(smartmove, scratch, where) {
  const kola = await service();
  const facts = (...args) => smartmove("facts", ...args, ...where, kola.settings);
  try {
    assertEnded(await smartmove("import", await packWith(scratch, { kolada }), ...where), 0);
    assert.equal((await facts("runs")).stdout, "There are none.\n");
    kola.figures = { 2023: 22300, 2024: 22400, 2025: null };

    const looked = await facts("pull", "--dry-run");
    assertEnded(looked, 0);
    assert.equal(looked.stderr, "", "a progress bar where there is no terminal");
    assert.ok(looked.stdout.endsWith("Only looked at; nothing was changed.\n"), looked.stdout);
    const first = await facts("pull", "kolada");
    assertEnded(first, 0);
    assert.deepEqual(fields(first.stdout, "kolada"), fields(looked.stdout, "kolada"));
    const [added, changed, unchanged, unknown, held, refused] = fields(first.stdout, "kolada");
    assert.deepEqual([added + changed + unchanged, unknown, held, refused], [2, 1, 0, 0], first.stdout);
    assert.deepEqual(fields((await facts("pull")).stdout, "kolada"), [0, 0, 2, 1, 0, 0]);

    kola.figures = { 2024: 22401, 2025: 99999 };
    const jump = await facts("pull");
    assertEnded(jump, 0);
    assert.deepEqual(fields(jump.stdout, "kolada"), [0, 1, 0, 0, 1, 0]);
    assert.ok(jump.stdout.includes("1881 population 2025: from 22400 to 99999 (+346 %) since 2024"), jump.stdout);
    const id = /facts approve (\S+)/.exec(jump.stdout)[1];
    assert.ok((await facts("show", id)).stdout.includes("held 1881 population 2025: nothing → 99999; from 22400"));
    assertEnded(await facts("approve", id), 0);
    assertEnded(await facts("approve", id), 1, "holds nothing");
    assertEnded(await facts("undo", id), 0);
    assertEnded(await facts("undo", id), 1, "is undone already");
    assert.deepEqual(fields((await facts("pull", "--dry-run")).stdout, "kolada"), [0, 1, 0, 0, 1, 0]);

    const runs = JSON.parse((await facts("runs", "--json")).stdout);
    assert.deepEqual(runs.map(({ source, state }) => `${source} ${state}`), ["kolada undone", "kolada applied", "kolada applied"]);
    for (const [words, ...args] of [
      ["There is no source \"kolda\". There are kolada.", "pull", "kolda"],
      ["is not the id of a run", "undo", "seven"],
      ["There is no run", "show", "018bcfe5-6800-7000-8000-000000000001"],
    ]) {
      const wrong = await facts(...args);
      assertEnded(wrong, 1, words);
      if (args[0] !== "pull") assertOneSentence(wrong);
    }
    assertEnded(await facts(), 2);
  } finally {
    kola.dispose();
  }
}

export default [
  {
    name: "facts are pulled, seen, approved and undone on SQLite",
    async body({ smartmove, scratch }) {
      await pulledSeenAndUndone(smartmove, scratch, ["--data", join(scratch, "data")]);
    },
  },
  {
    name: "facts are pulled, seen, approved and undone on PostgreSQL",
    async body({ smartmove, scratch }) {
      const database = await postgresDatabase();
      if (!database) throw new Skipped("SMARTMOVE_TEST_POSTGRES is not set");
      try {
        await pulledSeenAndUndone(smartmove, scratch, ["--data", join(scratch, "data"), "--database", database.url]);
      } finally {
        await database.dispose();
      }
    },
  },
  {
    name: "a source of facts that fails changes nothing and keeps no other from being pulled",
    async body({ smartmove, scratch }) {
      const kola = await service();
      const where = ["--data", join(scratch, "data")];
      const csv = {
        service: "csv", source_name: "N", source_url: "https://x.example/", licence: "CC0", address: `${kola.settings.SMARTMOVE_FACTS_KOLADA_URL}/f.csv`,
        place_column: "kod", period_column: "år", feeds: [{ indicator: "population", unit: "persons", id: "antal" }],
      };
      try {
        assertEnded(await smartmove("import", await packWith(scratch, { csv, kolada }), ...where), 0);
        kola.figures = { 2024: 22400 };
        const half = await smartmove("facts", "pull", ...where, kola.settings);
        assertEnded(half, 1, "csv: ", "f.csv");
        assert.ok(half.stdout.includes("failed; nothing of it was changed"), half.stdout);
        assert.deepEqual(fields(half.stdout, "kolada").slice(2), [0, 0, 0, 0], half.stdout);
        kola.status = 503;
        assertEnded(await smartmove("facts", "pull", "kolada", ...where, kola.settings), 1, "answers 503.");
        const runs = JSON.parse((await smartmove("facts", "runs", "--json", ...where)).stdout);
        assert.deepEqual(runs.map(({ source, state }) => `${source} ${state}`), ["kolada failed", "kolada applied", "csv failed"]);
        assert.ok(runs[0].message.includes("answers 503"));
      } finally {
        kola.dispose();
      }
    },
  },
  {
    name: "a site without sources says where they come from",
    async body({ smartmove, scratch }) {
      const where = ["--data", join(scratch, "data")];
      assertEnded(await smartmove("import", await packWith(scratch, {}), ...where), 0);
      const none = await smartmove("facts", "pull", ...where);
      assertEnded(none, 1, "There is no source to pull from");
      assertOneSentence(none);
    },
  },
  {
    name: "a pull of facts that is killed half-way has changed nothing",
    async body({ smartmove, binary, scratch }) {
      const kola = await service();
      const where = ["--data", join(scratch, "data")];
      try {
        assertEnded(await smartmove("import", await packWith(scratch, { kolada }), ...where), 0);
        const asked = new Promise((hears) => {
          kola.hold = hears;
        });
        const child = spawn(binary, ["facts", "pull", ...where], { env: environment(kola.settings), stdio: "ignore" });
        const ended = new Promise((done) => child.once("close", done));
        await asked;
        child.kill("SIGKILL");
        await ended;
        kola.hold = null;
        kola.figures = { 2024: 22401 };
        assert.equal((await smartmove("facts", "runs", ...where)).stdout, "There are none.\n");
        assertEnded(await smartmove("facts", "pull", ...where, kola.settings), 0);
      } finally {
        kola.dispose();
      }
    },
  },
  {
    name: "a running server pulls facts when it is time, shows them and tells their age",
    async body({ smartmove, binary, scratch }) {
      const kola = await service();
      const where = ["--data", join(scratch, "data")];
      const sql = async (text) => {
        const done = await run("sqlite3", [join(scratch, "data", "smartmove.db"), text]);
        assert.equal(done.code, 0, done.stderr);
        return done.stdout.trim();
      };
      const until = async (ask, right) => {
        const end = Date.now() + 30_000;
        let answer = await ask();
        while (!right(answer) && Date.now() < end) answer = await ask();
        assert.ok(right(answer), `after 30 seconds it is still ${JSON.stringify(answer)}`);
        return answer;
      };
      const value = async (origin) => {
        const { body } = await request(origin, { path: "/api/v1/facts?place=1881&indicator=population" });
        return body.includes("22777");
      };
      try {
        assertEnded(await smartmove("import", await packWith(scratch, { kolada }), ...where), 0);
        const before = await serve(binary, where, kola.settings);
        try {
          await until(() => sql("SELECT count(*) FROM duty WHERE kind = 'facts.pull_every'"), (count) => count === "1");
          const { body } = await request(before.origin, { path: "/metrics" });
          assert.match(body, /^smartmove_facts_pull_age_seconds\{source="kolada"\} inf$/m);
          assert.equal(await value(before.origin), false);
          kola.figures = { 2025: 22777 };
          assert.deepEqual(fields((await smartmove("facts", "pull", "--dry-run", ...where, kola.settings)).stdout, "kolada"), [1, 0, 0, 0, 0, 0]);
          assertEnded(await smartmove("facts", "pull", ...where, kola.settings), 1, "On SQLite a running server pulls by itself");
        } finally {
          await before.stop();
        }
        await sql("UPDATE duty SET next_at = 1 WHERE kind = 'facts.pull_every'");
        const after = await serve(binary, where, kola.settings);
        try {
          await until(() => value(after.origin), (there) => there);
          const { body } = await request(after.origin, { path: "/metrics" });
          assert.match(body, /^smartmove_facts_pull_age_seconds\{source="kolada"\} \d/m);
          assert.ok((await smartmove("tasks", "--state", "done", ...where)).stdout.includes("facts.pull kolada"));
        } finally {
          assert.deepEqual(await after.stop(), { code: 0, signal: null }, after.log());
        }
      } finally {
        kola.dispose();
      }
    },
  },
];
