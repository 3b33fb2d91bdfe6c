// For the programs of tests/faults: their options, chance that can be repeated, and the count at the end.
import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { environment, temporaryDirectory } from "../../http/server.mjs";

/** Thrown where something cannot be tried here; says why. */
export class Skipped extends Error {}

/** `BINARY [--runs N] [--minutes N] [--seed N]`: { binary, runs, until, seed }. */
export function options(usage, runs) {
  const [binary, ...rest] = process.argv.slice(2);
  const given = { runs, minutes: 0, seed: Math.floor(Math.random() * 2 ** 31) };
  for (let i = 0; i + 1 < rest.length; i += 2) {
    const name = rest[i].replace(/^--/, "");
    if (name in given) given[name] = Number(rest[i + 1]);
  }
  if (!binary || rest.length % 2 || Object.values(given).some((value) => !Number.isInteger(value))) {
    console.error(`use: ${usage}`);
    process.exit(2);
  }
  return { binary: resolve(binary), runs: given.runs, seed: given.seed, until: Date.now() + given.minutes * 60_000 };
}

/** The same numbers from the same seed (mulberry32). */
export class Random {
  constructor(seed) {
    this.state = seed >>> 0;
  }
  /** From 0 up to, but not, 1. */
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
  below(n) {
    return Math.floor(this.next() * n);
  }
  pick(list) {
    return list[this.below(list.length)];
  }
  bytes(n) {
    return Buffer.from(Array.from({ length: n }, () => this.below(256)));
  }
}

/** Runs the program and, after `delay` ms, kills it: { acknowledged, killed, code, stderr, took }. */
export function killedAfter(binary, args, delay) {
  return new Promise((done, failed) => {
    const began = performance.now();
    const child = spawn(binary, args, { env: environment(), stdio: ["ignore", "ignore", "pipe"] });
    const timer = setTimeout(() => child.kill("SIGKILL"), delay);
    let stderr = "";
    child.stderr.on("data", (bytes) => {
      stderr += bytes;
    });
    child.once("error", failed);
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      done({ acknowledged: code === 0, killed: signal === "SIGKILL", code, signal, stderr, took: performance.now() - began });
    });
  });
}

/** Runs [{ name, body }] one after the other, each in a directory of its own; prints the closing line. */
export async function runAll(tests, context) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, body } of tests) {
    const directory = await temporaryDirectory();
    try {
      await body({ ...context, scratch: directory.path });
      count.passed += 1;
    } catch (error) {
      const skipped = error instanceof Skipped;
      count[skipped ? "skipped" : "failed"] += 1;
      console.log(skipped ? `skipped: ${name}: ${error.message}` : `not ok: ${name}\n    ${error.stack}`);
    } finally {
      await directory.dispose();
    }
  }
  console.log(`${count.passed} passed, ${count.failed} failed${count.skipped ? `, ${count.skipped} skipped` : ""}`);
  return count.failed === 0 && count.passed > 0;
}

/** Asks `look` again and again, at most for `patience` ms, until it is true. */
export async function eventually(what, look, patience = 20_000) {
  const until = Date.now() + patience;
  while (!(await look())) {
    if (Date.now() > until) throw new Error(`not within ${patience} ms: ${what}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}
