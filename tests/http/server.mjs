// Runs the real program for tests: imports a pack into a place of its own, serves on any free port, ends it by its pid.
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

const execute = promisify(execFile);

/** The project's root. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** A new directory, removed when the test process ends its work with `dispose()`. */
export async function temporaryDirectory() {
  const path = await mkdtemp(join(tmpdir(), "smartmove-test-"));
  return { path, dispose: () => rm(path, { recursive: true, force: true }) };
}

/** What the program is to see of the environment: nobody's own settings, for they would change what is tested. */
export function environment(own = {}) {
  const foreign = ([name]) => /^SMARTMOVE_(?!SQL_COVERAGE$|TEST_)/.test(name);
  return { ...Object.fromEntries(Object.entries(process.env).filter((entry) => !foreign(entry))), ...own };
}

/** Runs a command to its end: { code, stdout, stderr }; never throws for a code other than 0. */
export async function run(file, args, options = {}) {
  try {
    const { stdout, stderr } = await execute(file, args, { maxBuffer: 1 << 26, timeout: 120_000, env: environment(), ...options });
    return { code: 0, stdout, stderr };
  } catch (error) {
    if (typeof error.code !== "number") throw error;
    return { code: error.code, stdout: error.stdout, stderr: error.stderr };
  }
}

/**
 * A database of its own on the PostgreSQL that SMARTMOVE_TEST_POSTGRES names: { url, dispose }.
 * Null without one, but for CI, where that is an error.
 */
export async function postgresDatabase() {
  const base = process.env.SMARTMOVE_TEST_POSTGRES;
  if (!base) {
    if (process.env.CI) {
      throw new Error("SMARTMOVE_TEST_POSTGRES is not set; run this by tests/support/with_postgres.sh.");
    }
    return null;
  }
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const sql = async (text) => {
    const done = await run("psql", ["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--dbname", base, "--command", text]);
    if (done.code !== 0) throw new Error(`psql: ${done.stderr}`);
  };
  await sql(`CREATE DATABASE ${name}`);
  return {
    url: base.replace(/^(\w+:\/\/[^/]*)(\/[^?]*)?(\?.*)?$/, (_, server, __, query) => `${server}/${name}${query ?? ""}`),
    dispose: () => sql(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** A port that nobody listens at just now. */
export function freePort() {
  return new Promise((found) => {
    const probe = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => found(port));
    });
  });
}

/** Starts `smartmove serve`; resolves when it has printed its address: { origin, port, pid, log, stop }. */
export async function serve(binary, args, own = {}, cwd = undefined) {
  const at = args.indexOf("--port");
  const child = spawn(binary, ["serve", ...(at < 0 ? ["--port", "0"] : []), ...args], {
    env: environment(own),
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (bytes) => {
    errors = (errors + bytes).slice(-20_000);
  });
  const ended = new Promise((done) => child.once("close", (code, signal) => done({ code, signal })));
  const late = setTimeout(() => child.kill("SIGKILL"), 60_000);
  const address = new Promise((found) => {
    createInterface({ input: child.stdout }).once("line", (line) => found({ line }));
  });
  const first = await Promise.race([address, ended]);
  clearTimeout(late);
  const port = at < 0 ? Number(/^http:\/\/localhost:(\d+)/.exec(first.line ?? "")?.[1]) : Number(args[at + 1]);
  if (!first.line || !port) {
    child.kill("SIGKILL");
    throw new Error(`smartmove serve printed ${first.line ?? "nothing"} and ended with ${first.code ?? first.signal}:\n${errors}`);
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    pid: child.pid,
    log: () => errors,
    async stop(signal = "SIGTERM") {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      return ended;
    },
  };
}

/**
 * A running site with the pack in it, on SQLite or, with `url`, on PostgreSQL: serve()'s answer, `data` (its directory) and `dispose`.
 * `more` is added to what serve is called with, `cwd` is where it runs.
 */
export async function siteWithPack(binary, { url = "", pack = join(root, "regions/orebro"), more = [], cwd } = {}) {
  const directory = await temporaryDirectory();
  const where = ["--data", directory.path, ...(url ? ["--database", url] : [])];
  const imported = await run(binary, ["import", pack, ...where]);
  if (imported.code !== 0) throw new Error(`smartmove import ended with ${imported.code}:\n${imported.stderr}`);
  const server = await serve(binary, [...where, ...more], {}, cwd);
  await searchIsThere(server.origin);
  return {
    ...server,
    data: directory.path,
    async dispose() {
      const end = await server.stop();
      await directory.dispose();
      if (end.code !== 0) throw new Error(`smartmove serve ended with ${end.code ?? end.signal}:\n${server.log()}`);
    },
  };
}

/** Waits until the search index has been built, at most a minute. */
export async function searchIsThere(origin) {
  const until = Date.now() + 60_000;
  while ((await request(origin, { path: "/api/v1/search?q=a" })).status === 503) {
    if (Date.now() > until) throw new Error("the search index is not there after a minute");
  }
}

/** One request as written, nothing followed or added: { status, headers, body (decoded), bytes (as sent) }. */
export function request(origin, { method = "GET", path = "/", headers = {}, body } = {}) {
  const { hostname, port } = new URL(origin);
  return new Promise((done, failed) => {
    const sent = http.request({ hostname, port, method, path, headers, agent: false }, (answer) => {
      const chunks = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("error", failed);
      answer.on("end", () => {
        const bytes = Buffer.concat(chunks);
        done({ status: answer.statusCode, headers: answer.headers, bytes, body: decoded(bytes, answer.headers) });
      });
    });
    sent.setTimeout(20_000, () => sent.destroy(new Error(`${method} ${path}: no answer within 20 s`)));
    sent.on("error", failed);
    sent.end(body);
  });
}

function decoded(bytes, headers) {
  if (bytes.length === 0) return "";
  switch (headers["content-encoding"]) {
    case "gzip": return gunzipSync(bytes).toString();
    case "br": return brotliDecompressSync(bytes).toString();
    default: return bytes.toString();
  }
}
