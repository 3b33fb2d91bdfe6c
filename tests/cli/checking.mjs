// `smartmove check`: what is wrong with a site as a whole.
import assert from "node:assert/strict";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { postgresDatabase, root, serve } from "../http/server.mjs";
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
  {
    name: "check has nothing to say where there is no site",
    async body({ smartmove }) {
      assertEnded(await smartmove("check", "--data", "nowhere"), 1, "nowhere");
      assertEnded(await smartmove("init", "--data", "data"), 0);
      assertEnded(await smartmove("check", "--data", "data"), 1, "There is no content yet");
    },
  },
];
