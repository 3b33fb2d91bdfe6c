// use: node tests/faults/kill.mjs BINARY [--runs N] [--minutes N] [--seed N]
// Kills the program at random moments of what it does, again and again. What it acknowledged must be there, whole; what it
// did not must be there whole or not at all; and the next start must work.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { temporaryDirectory } from "../http/server.mjs";
import { killedAfter, options, Random } from "./support/harness.mjs";
import scenarios from "./support/scenarios.mjs";

const { binary, runs, until, seed } = options("node tests/faults/kill.mjs BINARY [--runs N] [--minutes N] [--seed N]", 230);
const whole = scenarios.reduce((sum, { share }) => sum + share, 0);
const count = { passed: 0, failed: 0 };
console.log(`seed ${seed}`);

/** Mostly while it is at work, now and then before or after. */
function moment(random, usual) {
  return usual * (random.next() < 0.8 ? 0.3 + random.next() * 0.75 : random.next() * 1.3);
}

/** The usual time is that of runs which were let finish, and follows them: the machine is busier at times. */
async function attempt(opened, random, clock) {
  if (opened.attempt) {
    const ended = await opened.attempt(random);
    await opened.verify(ended);
    return ended;
  }
  const args = await opened.args(random);
  const delay = clock.usual ? moment(random, clock.usual) : 60_000;
  const ended = await killedAfter(binary, args, delay);
  if (!ended.acknowledged && !ended.killed) {
    throw new Error(`${args.join(" ")} ended with ${ended.code ?? ended.signal}:\n${ended.stderr}`);
  }
  if (ended.acknowledged) clock.usual = clock.usual ? (clock.usual * 3 + ended.took) / 4 : ended.took;
  await opened.verify(ended);
  return ended;
}

async function play({ name, share, open }, scratch, times) {
  const random = new Random(seed ^ (share * 7919));
  const clock = { usual: 0 };
  const seen = { acknowledged: 0, killed: 0 };
  const began = Date.now();
  let opened;
  try {
    await mkdir(scratch);
    opened = await open({ binary, scratch });
    if (!opened) {
      console.log(`skipped: ${name}: SMARTMOVE_TEST_POSTGRES is not set`);
      return;
    }
    for (let i = 0; i < times || Date.now() < until; ++i) {
      const ended = await attempt(opened, random, clock);
      seen[ended.acknowledged ? "acknowledged" : "killed"] += 1;
      count.passed += 1;
    }
    await opened.close();
  } catch (error) {
    count.failed += 1;
    console.log(`not ok: ${name}, after ${seen.acknowledged + seen.killed} runs with seed ${seed}\n    ${error.stack}`);
    await opened?.close().catch(() => {}); // it may be what has failed already
  }
  console.log(`${name}: ${seen.killed} killed, ${seen.acknowledged} ended before it, ${Math.round((Date.now() - began) / 1000)} s`);
}

const directory = await temporaryDirectory();
try {
  const waiting = scenarios.map((scenario, i) => () =>
    play(scenario, join(directory.path, String(i)), Math.ceil((scenario.share * runs) / whole)));
  const lane = async () => {
    while (waiting.length > 0) await waiting.shift()();
  };
  // All at once where it goes by the clock, so that each has the whole time.
  await Promise.all(Date.now() < until ? waiting.splice(0).map((each) => each()) : [lane(), lane()]);
} finally {
  await directory.dispose();
}
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed || !count.passed ? 1 : 0;
