// use: node tests/templates/run.mjs BINARY
// Every branch ({{#…}} and {{^…}}) of every template is rendered at least once: by the pages of regions/orebro, or by
// those of the same region in worse days (worse_days.mjs). A branch that nothing reaches is dead, or untested.
import { join, resolve } from "node:path";
import { request, root, run, siteWithPack, temporaryDirectory } from "../http/server.mjs";
import { readSitemap } from "../http/sitemap.mjs";
import { markTemplates, marksIn } from "./marks.mjs";
import { worseDays } from "./worse_days.mjs";

const [binary] = process.argv.slice(2);
if (!binary) {
  console.error("use: node tests/templates/run.mjs BINARY");
  process.exit(2);
}

const asked = [
  "/sok", "/sok?q=kumla", "/sok?q=kommun&page=2", "/sok?q=kommun", "/sok?q=kumla&typ=place_page", "/sok?q=halleforz", "/sok?q=kumla+raketbas", "/sok?q=raketbas",
  "/jamfor/orebro/stockholm", "/jamfor/kumla/kumla", "/jamfor/kumla/palo-alto", "/jamfor/orebro/atlantis", "/jamfor?here=1880&there=1880", "/jamfor?here=Kumla&there=Stokholm",
  "/finns-inte", "/en/not-here", "/en/compare/nora/sweden", "/_styleguide",
];

/** Every page of a site, and what is asked of it besides: the numbers of the branches that made them. */
async function reached(pack, directory, more) {
  const site = await siteWithPack(resolve(binary), { pack, more: ["--dev", "--document-cache-bytes", "0"], cwd: directory });
  try {
    const seen = new Set();
    const paths = [...(await readSitemap(site.origin)).map(({ path }) => path), ...asked, ...more];
    const ask = async (path) => {
      const { body } = await request(site.origin, { path });
      for (const number of marksIn(body)) seen.add(number);
    };
    for (const path of paths) await ask(path);
    await damage(site.data, "pa-match-utan-regler");
    await ask("/las/ga-pa-match-utan-att-kunna-reglerna?damaged"); // what is kept of it would still be shown
    return seen;
  } finally {
    await site.dispose();
  }
}

/** What the program cannot have written, so that a page fails within. */
async function damage(data, key) {
  const { code, stderr } = await run("sqlite3", [join(data, "smartmove.db"), `DROP TRIGGER revision_is_immutable;
    UPDATE revision SET body = '{' WHERE document_id IN (SELECT id FROM document WHERE key = '${key}');`]);
  if (code !== 0) throw new Error(stderr);
}

const directory = await temporaryDirectory();
let missing;
let branches;
try {
  branches = await markTemplates(directory.path);
  const worse = await worseDays(directory.path);
  const seen = [await reached(`${root}/regions/orebro`, directory.path, []), await reached(worse.pack, directory.path, worse.paths)];
  missing = branches.filter((_, number) => !seen.some((numbers) => numbers.has(number)));
} finally {
  await directory.dispose();
}
for (const branch of missing) console.log(`not ok: nothing renders ${branch}`);
console.log(`${branches.length - missing.length} passed, ${missing.length} failed`);
process.exitCode = missing.length || !branches.length ? 1 : 0;
