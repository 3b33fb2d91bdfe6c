// Runs the real program for tests: imports a pack into a place of its own, serves on any free port, ends it by its pid.
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
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

/** Runs a command to its end: { code, stdout, stderr }; never throws for a code other than 0. */
export async function run(file, args, options = {}) {
  try {
    const { stdout, stderr } = await execute(file, args, { maxBuffer: 1 << 26, timeout: 120_000, ...options });
    return { code: 0, stdout, stderr };
  } catch (error) {
    if (typeof error.code !== "number") throw error;
    return { code: error.code, stdout: error.stdout, stderr: error.stderr };
  }
}

/**
 * A database of its own on the PostgreSQL that SMARTMOVE_TEST_POSTGRES names: { url, dispose }.
 * Null without one, unless one is required.
 */
export async function postgresDatabase() {
  const base = process.env.SMARTMOVE_TEST_POSTGRES;
  if (!base) {
    if (process.env.CI || process.env.SMARTMOVE_REQUIRE_POSTGRES) {
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

/** Starts `smartmove serve`; resolves when it has printed its address: { origin, pid, stop }. */
export async function serve(binary, args, environment = {}) {
  const child = spawn(binary, ["serve", "--port", "0", ...args], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (bytes) => {
    errors = (errors + bytes).slice(-20_000);
  });
  const ended = new Promise((done) => child.once("close", (code, signal) => done({ code, signal })));
  const address = new Promise((found) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const match = /http:\/\/localhost:(\d+)/.exec(line);
      if (match) found({ port: Number(match[1]) });
    });
  });
  const first = await Promise.race([address, ended]);
  if (!first.port) throw new Error(`smartmove serve ended with ${first.code ?? first.signal} before it was ready:\n${errors}`);
  return {
    origin: `http://127.0.0.1:${first.port}`,
    port: first.port,
    pid: child.pid,
    log: () => errors,
    async stop(signal = "SIGTERM") {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      return ended;
    },
  };
}

/**
 * A running site with the pack in it, on SQLite or, with `url`, on PostgreSQL: serve()'s answer and `dispose`.
 */
export async function siteWithPack(binary, { url = "", pack = join(root, "regions/orebro") } = {}) {
  const directory = await temporaryDirectory();
  const where = ["--data", directory.path, ...(url ? ["--database", url] : [])];
  const imported = await run(binary, ["import", pack, ...where]);
  if (imported.code !== 0) throw new Error(`smartmove import ended with ${imported.code}:\n${imported.stderr}`);
  const server = await serve(binary, where);
  return {
    ...server,
    async dispose() {
      const end = await server.stop();
      await directory.dispose();
      if (end.code !== 0) throw new Error(`smartmove serve ended with ${end.code ?? end.signal}:\n${server.log()}`);
    },
  };
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
