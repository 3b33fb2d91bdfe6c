// use: node tests/faults/slow_clients.mjs BINARY
// 5,000 connections that say nothing, 200 that say a byte now and then, while pages go on being served.
import assert from "node:assert/strict";
import net from "node:net";
import { once } from "node:events";
import { resolve } from "node:path";
import { run, serve, request, root, temporaryDirectory } from "../http/server.mjs";

const [binary] = process.argv.slice(2);
if (!binary) {
  console.error("use: node tests/faults/slow_clients.mjs BINARY");
  process.exit(2);
}
const idle = 5000;
const dripping = 100;

function connect(port) {
  return new Promise((done, failed) => {
    const socket = net.connect({ host: "127.0.0.1", port, noDelay: true }, () => done(socket));
    socket.once("error", failed);
  });
}

/** Sends `bytes` one by one; the first line of the answer once the server has had enough, and the seconds until then. */
async function drip(port, bytes) {
  const socket = await connect(port);
  socket.removeAllListeners("error").on("error", () => {});
  const began = process.hrtime.bigint();
  let at = 0;
  let answer = "";
  const timer = setInterval(() => socket.write(bytes[at++ % bytes.length]), 200);
  socket.on("data", (chunk) => (answer += chunk.toString("latin1")));
  await once(socket, "close");
  clearInterval(timer);
  return { line: answer.split("\r\n")[0], seconds: Number(process.hrtime.bigint() - began) / 1e9 };
}

/** How many pages are answered in `seconds`, the slowest in milliseconds, and those that were not. */
async function readPages(origin, seconds) {
  const until = Date.now() + seconds * 1000;
  const seen = { pages: 0, failed: 0, slowest: 0 };
  while (Date.now() < until) {
    const began = performance.now();
    try {
      const { status } = await request(origin, { path: "/kommuner/kumla" });
      seen[status === 200 ? "pages" : "failed"] += 1;
    } catch {
      seen.failed += 1;
    }
    seen.slowest = Math.max(seen.slowest, performance.now() - began);
  }
  return seen;
}

/** Asks until the answer has this status; fails after 20 s. */
async function answerIs(origin, wanted) {
  const until = Date.now() + 20_000;
  let status;
  do ({ status } = await request(origin));
  while (status !== wanted && Date.now() < until);
  assert.equal(status, wanted);
}

async function metric(origin, name) {
  const { body } = await request(origin, { path: "/metrics" });
  return Number(body.split("\n").find((line) => line.startsWith(`${name} `))?.slice(name.length + 1));
}

const tests = {
  async "5,000 idle connections keep nobody from the pages"({ origin, port }) {
    const sockets = [];
    for (let i = 0; i < idle; i += 250) sockets.push(...(await Promise.all(Array.from({ length: 250 }, () => connect(port)))));
    assert.ok((await metric(origin, "smartmove_connections")) >= idle);
    const seen = await readPages(origin, 2);
    console.log(`with ${idle} idle connections: ${seen.pages} pages in 2 s, slowest ${seen.slowest.toFixed(0)} ms`);
    assert.equal(seen.failed, 0);
    assert.ok(seen.pages > 50, `${seen.pages} pages`);
    for (const socket of sockets) socket.destroy();
  },
  async "heads and bodies that drip are late, and hold nobody up"({ origin, port }) {
    const heads = Array.from({ length: dripping }, () => drip(port, "GET / HTTP/1.1\r\nHost: localhost\r\nA: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
    const bodies = Array.from({ length: dripping }, () => drip(port, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\naaaaaaaaaaaaaaaaaaaaaa"));
    const seen = await readPages(origin, 3);
    assert.equal(seen.failed, 0);
    assert.ok(seen.pages > 50, `${seen.pages} pages`);
    for (const { line, seconds } of await Promise.all([...heads, ...bodies])) {
      assert.match(line, /^HTTP\/1\.1 408 /);
      assert.ok(seconds < 12, `${seconds} s: long before the 60 that a request may take`);
    }
    assert.equal(await metric(origin, 'smartmove_http_refused_total{reason="late"}'), 2 * dripping);
  },
  async "one address takes no more than its connections"({ binary, where }) {
    const server = await serve(binary, [...where, "--max-connections-per-address", "20"]);
    try {
      const sockets = await Promise.all(Array.from({ length: 20 }, () => connect(server.port)));
      // A connection is made before the server has accepted it, and ended before it has noticed.
      await answerIs(server.origin, 429);
      sockets[0].destroy();
      await answerIs(server.origin, 200);
      for (const socket of sockets) socket.destroy();
    } finally {
      assert.deepEqual(await server.stop(), { code: 0, signal: null });
    }
  },
};

const directory = await temporaryDirectory();
const count = { passed: 0, failed: 0 };
try {
  const where = ["--data", directory.path];
  const imported = await run(resolve(binary), ["import", `${root}/regions/orebro`, ...where]);
  assert.equal(imported.code, 0, imported.stderr);
  for (const [name, body] of Object.entries(tests)) {
    const own = !name.startsWith("one address");
    const server = own ? await serve(resolve(binary), [...where, "--max-connections-per-address", "0", "--request-timeout-seconds", "60"]) : null;
    try {
      await body({ ...server, binary: resolve(binary), where });
      if (server) assert.deepEqual(await server.stop(), { code: 0, signal: null }, server.log());
      count.passed += 1;
    } catch (error) {
      count.failed += 1;
      console.log(`not ok: ${name}\n    ${error.stack}`);
      if (server) await server.stop("SIGKILL");
    }
  }
} finally {
  await directory.dispose();
}
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed ? 1 : 0;
