// A server that is killed while it works its queue off. What it announces (the coming of a page) and the word that it has
// been announced are one transaction, so every run must end with one announcement more: not none, not two.
import assert from "node:assert/strict";
import { join } from "node:path";
import { run, serve } from "../../http/server.mjs";
import { eventually, killedAfter } from "./harness.mjs";
import { writePack } from "./site.mjs";

const page = "page/kommen";
const came = [page, { slug: "kommen", status: "published", publish_at: "2020-01-01T00:00:00Z",
  body: { title: "Kommen", description: "version 1", text: { markdown: "Nu är den här." } } }];

export default {
  name: "a server killed while it works its tasks off",
  share: 12,
  async open({ binary, scratch }) {
    const data = join(scratch, "data");
    const where = ["--data", data, "--task-lease-seconds", "2"]; // after that, another server takes up what the dead one had
    const imported = await run(binary, ["import", await writePack(join(scratch, "pack"), 1, [came]), "--data", data]);
    assert.equal(imported.code, 0, imported.stderr);
    const sql = async (text) => {
      const done = await run("sqlite3", ["-cmd", ".timeout 5000", join(data, "smartmove.db"), text]);
      assert.equal(done.code, 0, done.stderr);
      return done.stdout.trim();
    };
    const announced = () => sql(`SELECT count(*) FROM change WHERE tags LIKE '%"document:${page}"%'`).then(Number);
    const forget = () => sql("UPDATE publishing_schedule SET announced_until = 0");
    const settled = async () => (await sql(`SELECT announced_until > 0 AND NOT EXISTS
      (SELECT 1 FROM task WHERE state IN ('waiting', 'running')) FROM publishing_schedule`)) === "1";
    /** A server that is let work until there is nothing left to do; how long that took. */
    const workOff = async () => {
      const began = performance.now();
      const server = await serve(binary, where);
      try {
        await eventually("all tasks are done", settled);
      } finally {
        assert.equal((await server.stop()).code, 0, server.log());
      }
      return performance.now() - began;
    };
    await workOff();
    await forget();
    const usual = await workOff();
    return {
      async attempt(random) {
        await forget();
        const before = await announced();
        const ended = await killedAfter(binary, ["serve", "--port", "0", ...where], usual * random.next() * 1.1);
        assert.ok(ended.killed, `serve ended by itself with ${ended.code}:\n${ended.stderr}`);
        return { ...ended, before };
      },
      async verify({ before }) {
        await workOff();
        assert.equal(await announced(), before + 1, "announcements of one coming");
        assert.equal(await sql("SELECT count(*) FROM task WHERE state = 'dead'"), "0", "tasks were given up");
        assert.equal(await sql("PRAGMA integrity_check"), "ok");
      },
      async close() {},
    };
  },
};
