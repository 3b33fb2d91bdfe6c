// use: node tests/http/run.mjs BINARY [WORD]
// Plays every table of tests/http/tables against the program with regions/orebro in it, on SQLite and PostgreSQL.
// With WORD only rows whose name has it.
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { checkMalformed } from "./malformed.mjs";
import { play } from "./scenario.mjs";
import { postgresDatabase, root, siteWithPack } from "./server.mjs";
import { checkSitemap } from "./sitemap.mjs";

const [binary, word = ""] = process.argv.slice(2);
if (!binary) {
  console.error("use: node tests/http/run.mjs BINARY [WORD]");
  process.exit(2);
}

const folder = join(root, "tests/http/tables");
const always = JSON.parse(await readFile(join(root, "tests/http/always.json")));
const tables = await Promise.all((await readdir(folder)).sort().map(async (name) => ({
  name,
  rows: JSON.parse(await readFile(join(folder, name))),
})));

const total = { passed: 0, failed: 0 };

function report(database, name, complaints) {
  total[complaints.length ? "failed" : "passed"] += 1;
  if (complaints.length) console.log(`not ok: ${name} [${database}]\n${complaints.map((line) => `    ${line}`).join("\n")}`);
}

async function playAll(database, url) {
  const site = await siteWithPack(resolve(binary), { url });
  try {
    for (const table of tables) {
      for (const row of table.rows.filter((each) => each.name.includes(word))) {
        report(database, `${table.name}: ${row.name}`, await play(site.origin, row, always));
      }
    }
    for (const { name, complaints } of [...(await checkSitemap(site.origin)), ...(await checkMalformed(site.origin, always))]) {
      if (name.includes(word)) report(database, name, complaints);
    }
  } finally {
    await site.dispose();
  }
}

await playAll("SQLite", "");
const postgres = await postgresDatabase();
if (postgres) {
  try {
    await playAll("PostgreSQL", postgres.url);
  } finally {
    await postgres.dispose();
  }
} else {
  console.log("PostgreSQL: skipped, SMARTMOVE_TEST_POSTGRES is not set");
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed || !total.passed ? 1 : 0;
