// A handful of words for tests of the command line: each test gets a scratch directory of its own.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { environment, run, temporaryDirectory } from "../http/server.mjs";

/** Thrown by a test that cannot run here; says why. */
export class Skipped extends Error {}

/**
 * Runs `tests`, [{ name, body }] with body({ smartmove, scratch, binary }), and prints the closing line.
 * `smartmove(...args)` runs the program to its end: { code, stdout, stderr }. A last object among args is environment.
 */
export async function runAll(binary, tests) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, body } of tests) {
    const directory = await temporaryDirectory();
    try {
      await body({ binary, scratch: directory.path, smartmove: programIn(binary, directory.path) });
      count.passed += 1;
    } catch (error) {
      if (error instanceof Skipped) {
        count.skipped += 1;
        console.log(`skipped: ${name}: ${error.message}`);
      } else {
        count.failed += 1;
        console.log(`not ok: ${name}\n    ${(error.stack ?? String(error)).split("\n").slice(0, 30).join("\n    ")}`);
      }
    } finally {
      await directory.dispose();
    }
  }
  console.log(`${count.passed} passed, ${count.failed} failed${count.skipped ? `, ${count.skipped} skipped` : ""}`);
  return count.failed === 0 && count.passed > 0;
}

function programIn(binary, cwd) {
  return (...args) => {
    const own = typeof args.at(-1) === "object" ? args.pop() : {};
    return run(binary, args, { cwd, env: environment(own) });
  };
}

/** Fails unless the program ended with `code` and said each of `words` on stderr. */
export function assertEnded(result, code, ...words) {
  assert.equal(result.code, code, `exit code ${result.code}, expected ${code}; stderr:\n${result.stderr}\nstdout:\n${result.stdout}`);
  for (const word of words) {
    assert.ok(result.stderr.includes(word), `stderr does not have ${JSON.stringify(word)}:\n${result.stderr}`);
  }
}

/** Fails unless stderr is one line that ends as a sentence. */
export function assertOneSentence(result) {
  const lines = result.stderr.trim().split("\n");
  assert.equal(lines.length, 1, `stderr has ${lines.length} lines:\n${result.stderr}`);
  assert.match(lines[0], /\.$/, `stderr is no sentence: ${lines[0]}`);
}

/** The text of every file under a folder, by its path in it. */
export async function textsIn(folder) {
  const texts = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    texts[relative(folder, path)] = await readFile(path, "utf8");
  }
  return texts;
}
