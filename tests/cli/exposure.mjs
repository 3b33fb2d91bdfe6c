// `smartmove exposure`: how often each municipality and profile has its turn.
import assert from "node:assert/strict";
import { cp, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { postgresDatabase, root, serve } from "../http/server.mjs";
import { assertEnded, assertOneSentence, Skipped } from "./harness.mjs";

const pack = join(root, "regions/orebro");

/** A copy of the pack in which everybody stays for good. */
async function stay(copy) {
  await cp(pack, copy, { recursive: true });
  const people = join(copy, "documents/profile");
  for (const key of await readdir(people)) {
    for (const name of await readdir(join(people, key))) {
      if (name === "document.json" || !name.endsWith(".json")) continue;
      const file = join(people, key, name);
      const document = JSON.parse(await readFile(file, "utf8"));
      document.body.booking.until = document.body.consent.until = "2099-12-31";
      await writeFile(file, JSON.stringify(document));
    }
  }
}

/** The whole of the next calendar year, in which everybody has been there from the first day. */
const year = new Date().getFullYear() + 1;
const period = ["--from", `${year}-01-01`, "--until", `${year}-12-31`];

async function reports(smartmove, scratch, where) {
  await stay(join(scratch, "staying"));
  assertEnded(await smartmove("import", "staying", ...where), 0);
  const { stages } = JSON.parse((await smartmove("exposure", "--json", ...period, ...where)).stdout);
  const home = stages.find(({ page }) => page === "/");
  assert.ok(home.count > 0);
  const whole = home.rows.filter(({ days, key }) => key === "" && days >= 365).map(({ slots }) => slots);
  assert.ok(whole.length > 1, "the region's own pack has people of several municipalities");
  assert.ok(Math.max(...whole) - Math.min(...whole) <= 2, `municipalities had ${whole.join(", ")} turns`);
  const result = await smartmove("exposure", ...period, ...where);
  assertEnded(result, 0);
  assert.match(result.stdout, /^\/: ".+", \d+ at a time$/m);
  assert.match(result.stdout, /^ {2}1880 Örebro +365 days +\d+ shown$|^ {2}1880 Örebro +366 days +\d+ shown$/m);
  assert.ok(result.stdout.trimEnd().endsWith("by the rule that the pages use, from the content as it stands now."));
}

export default [
  {
    name: "exposure reports turns by page, municipality and profile (SQLite)",
    body: ({ smartmove, scratch }) => reports(smartmove, scratch, ["--data", "data"]),
  },
  {
    name: "exposure reports turns by page, municipality and profile (PostgreSQL)",
    async body({ smartmove, scratch }) {
      const database = await postgresDatabase();
      if (!database) throw new Skipped("SMARTMOVE_TEST_POSTGRES is not set");
      try {
        await reports(smartmove, scratch, ["--data", "data", "--database", database.url]);
      } finally {
        await database.dispose();
      }
    },
  },
  {
    name: "exposure refuses a day that is none and a period the wrong way round, also while the site is served",
    async body({ smartmove, binary, scratch }) {
      assertEnded(await smartmove("import", pack, "--data", "data"), 0);
      const server = await serve(binary, ["--data", join(scratch, "data")]);
      try {
        for (const wrong of [["--from", "2026-02-30"], ["--from", "2026-02-01", "--until", "2026-01-01"], ["--from", "2001-01-01"]]) {
          const result = await smartmove("exposure", "--data", "data", ...wrong);
          assertEnded(result, 1);
          assertOneSentence(result);
        }
        assertEnded(await smartmove("exposure", "--data", "data"), 0);
      } finally {
        await server.stop();
      }
    },
  },
];
