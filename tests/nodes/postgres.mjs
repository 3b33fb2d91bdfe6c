// The test's PostgreSQL server: stopped, started, and reached by a cable that can be cut.
import assert from "node:assert/strict";
import net from "node:net";
import { run } from "../http/server.mjs";

/** As with_postgres.sh runs it: pg_ctl with everything but what to do. */
async function control(...words) {
  const done = await run("sh", ["-c", `cd / && ${process.env.SMARTMOVE_TEST_POSTGRES_CONTROL} ${words.join(" ")} >/dev/null 2>&1 </dev/null`]);
  assert.equal(done.code, 0, `pg_ctl ${words.join(" ")} ended with ${done.code}`);
}

export const stopPostgres = (mode = "fast") => control("-w", "-m", mode, "stop");
export const startPostgres = () => control("-w", "-t", "60", "start");

export async function query(url, sql) {
  const done = await run("psql", ["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1",
    "--dbname", url, "--command", sql]);
  assert.equal(done.code, 0, done.stderr);
  return done.stdout.trim();
}

/**
 * A way to the database at `url` that can be cut: { url, cut(), mend(), close() }. While it is cut, connections are
 * closed and new ones refused.
 */
export async function cable(url) {
  const socket = `${new URL(url.replace(/^postgres:/, "http:").replace("@/", "@host/")).searchParams.get("host")}/.s.PGSQL.5432`;
  const open = new Set();
  const server = net.createServer((near) => {
    const far = net.connect(socket);
    for (const each of [near, far]) {
      open.add(each);
      each.on("error", () => {}); // the other end is closed below
      each.on("close", () => {
        open.delete(each);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  const listen = (port) => new Promise((done) => server.listen(port, "127.0.0.1", () => done(server.address().port)));
  const close = () => new Promise((done) => {
    server.close(done);
    for (const each of open) each.destroy();
  });
  const port = await listen(0);
  const name = /@\/([^?]*)/.exec(url)[1];
  return { url: `postgres://smartmove@127.0.0.1:${port}/${name}`, cut: close, mend: () => listen(port), close };
}
