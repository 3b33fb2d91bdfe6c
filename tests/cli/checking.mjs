// `smartmove check`: what is wrong with a site as a whole.
import assert from "node:assert/strict";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { postgresDatabase, root, run, serve } from "../http/server.mjs";
import { assertEnded, Skipped } from "./harness.mjs";

const pack = join(root, "regions/orebro");

async function edit(file, change) {
  const value = JSON.parse(await readFile(file, "utf8"));
  change(value);
  await writeFile(file, JSON.stringify(value, null, 2));
}

/** A copy of the pack in which a page that others link to is a draft in English, a title is long, and a figure old. */
async function spoil(copy) {
  await cp(pack, copy, { recursive: true });
  await edit(join(copy, "documents/page/about/en.json"), (document) => { document.status = "draft"; });
  await edit(join(copy, "documents/page/privacy/sv.json"), (document) => { document.body.title = "T".repeat(62); });
}

/** A page in Swedish alone, to which nothing links. */
async function addLonelyPage(copy) {
  const folder = join(copy, "documents/page/lonely");
  await mkdir(folder);
  await writeFile(join(folder, "document.json"), JSON.stringify({ owner: "region" }));
  await writeFile(join(folder, "sv.json"), JSON.stringify({
    slug: "ensam", status: "published",
    body: { title: "Ensam", description: "En sida.", lead: { markdown: "Här är ingen." } },
  }));
}

/** One flaw each: how a copy of the pack gets it, and what `check` then says, once, beside what it says of the pack itself. */
const flaws = [
  {
    name: "a broken link",
    spoil: (copy) => edit(join(copy, "documents/page/press/en.json"), (document) => { document.status = "draft"; }),
    says: /^\S+ in en#\/\S+: There is a link to page\/press, which is not public in en\. /m,
    code: 1,
  },
  {
    name: "a missing translation",
    spoil: addLonelyPage,
    says: /^page\/lonely in en: note: It is public in sv and not in en\. /m,
  },
  {
    name: "a stale figure",
    spoil: (copy) => edit(join(copy, "indicators.json"), (indicators) => {
      for (const each of indicators) if (each.code === "population") each.shelf_life_days = 1;
    }),
    says: /^place_page\/\S+ in sv: note: It shows the figure \d+\/population, which is past its shelf life and marked as old\. /m,
  },
  {
    name: "an orphan page",
    spoil: addLonelyPage,
    says: /^page\/lonely in sv: note: No page of another document links to \/om\/ensam\. /m,
  },
  {
    name: "a title that is too long",
    spoil: (copy) => edit(join(copy, "documents/page/privacy/sv.json"), (document) => { document.body.title = "T".repeat(62); }),
    says: /^page\/privacy in sv: note: The page's title has \d+ characters/m,
  },
  {
    name: "colours that differ between languages",
    spoil: (copy) => edit(join(copy, "documents/audience/studenter/en.json"), (document) => { document.body.palette.light.chip = "#fff0a4"; }),
    says: /^audience\/studenter in en#\/palette: note: Its colours are others than in sv\. /m,
  },
];

async function findsOneFlaw(flaw, { smartmove, scratch }) {
  assertEnded(await smartmove("import", pack, "--data", "good"), 0);
  assert.doesNotMatch((await smartmove("check", "--data", "good")).stdout, flaw.says);
  const copy = join(scratch, "flawed");
  await cp(pack, copy, { recursive: true });
  await flaw.spoil(copy);
  assertEnded(await smartmove("import", "flawed", "--data", "data"), 0);
  const result = await smartmove("check", "--data", "data");
  assert.equal(result.code, flaw.code ?? 0, result.stdout + result.stderr);
  assert.match(result.stdout, flaw.says);
}

/** Colours from before the rule: no pack with them goes in, but a database may still have them. */
async function findsLowContrast({ smartmove, scratch }) {
  assertEnded(await smartmove("import", pack, "--data", "data"), 0);
  const change = `DROP TRIGGER revision_is_immutable;
    UPDATE revision SET body = json_set(body, '$.palette.dark.link', '#3b0a40')
    WHERE language = 'sv' AND document_id IN (SELECT id FROM document WHERE type = 'audience' AND key = 'studenter');`;
  assert.equal((await run("sqlite3", [join(scratch, "data/smartmove.db"), change])).code, 0);
  const result = await smartmove("check", "--data", "data");
  assertEnded(result, 1, "The site has", "mistake");
  assert.match(result.stdout, /^audience\/studenter in sv#\/palette\/dark\/link: There is #3b0a40 on ground #3b0a3f, a contrast of 1\.\d\d:1\. Choose colours with at least 4\.5:1, which texts need\.$/m);
}

async function finds(smartmove, scratch, where) {
  await spoil(join(scratch, "bad"));
  assertEnded(await smartmove("import", "bad", ...where), 0);
  const result = await smartmove("check", ...where);
  assertEnded(result, 1, "The site has", "mistake");
  assert.match(result.stdout, /^\S+ in en#\/\S+: There is a link to page\/about, which is not public in en\. Publish it in en, or take the link away\.$/m);
  assert.match(result.stdout, /^page\/about in en: note: It is public in sv and not in en\. /m);
  assert.match(result.stdout, /^page\/privacy in sv: note: The page's title has \d+ characters/m);
  const { findings } = JSON.parse((await smartmove("check", "--json", ...where)).stdout);
  assert.equal(findings.length, result.stdout.trim().split("\n").length);
  assert.equal(findings[0].severity, "error");
  assert.equal(findings[0].rule, "broken_link");
}

export default [
  {
    name: "check finds no mistake in the region's own pack, also while it is served",
    async body({ smartmove, binary, scratch }) {
      assertEnded(await smartmove("import", pack, "--data", "data"), 0);
      const server = await serve(binary, ["--data", join(scratch, "data")]);
      try {
        const result = await smartmove("check", "--data", "data");
        assertEnded(result, 0);
        assert.match(result.stdout, /^The site is sound\.$/m);
      } finally {
        await server.stop();
      }
    },
  },
  {
    name: "check names broken links, missing translations and long titles (SQLite)",
    body: ({ smartmove, scratch }) => finds(smartmove, scratch, ["--data", "data"]),
  },
  {
    name: "check names broken links, missing translations and long titles (PostgreSQL)",
    async body({ smartmove, scratch }) {
      const database = await postgresDatabase();
      if (!database) throw new Skipped("SMARTMOVE_TEST_POSTGRES is not set");
      try {
        await finds(smartmove, scratch, ["--data", "data", "--database", database.url]);
      } finally {
        await database.dispose();
      }
    },
  },
  ...flaws.map((flaw) => ({
    name: `check names ${flaw.name}, and ends with ${flaw.code ?? 0}`,
    body: (given) => findsOneFlaw(flaw, given),
  })),
  { name: "check names colours that cannot be read", body: findsLowContrast },
  {
    name: "check has nothing to say where there is no site",
    async body({ smartmove }) {
      assertEnded(await smartmove("check", "--data", "nowhere"), 1, "nowhere");
      assertEnded(await smartmove("init", "--data", "data"), 0);
      assertEnded(await smartmove("check", "--data", "data"), 1, "There is no content yet");
    },
  },
];
