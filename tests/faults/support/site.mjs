// A small site whose every document says which version it is, so that half of one and half of another would show.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../../http/server.mjs";

export const pages = 12;
export const addresses = ["/", ...Array.from({ length: pages }, (_, i) => `/om/sida-${i}`)];

const rich = (text) => ({ markdown: text });

function documents(version) {
  const description = `version ${version}`;
  const words = { title: "Här är det tomt", text: "Sidan finns inte." };
  const site = { title: "Exempel", tagline: "Flytta hit.", description, notice: "Ett exempel.", publisher: "Region Exempel",
    not_found: words, error: words };
  const home = { title: "Bo i Exempel", description, headline: description, lead: rich("Välkommen.") };
  const page = (i) => ({ title: `Sida ${i}`, description, lead: rich(`Sida ${i}, ${description}.`),
    text: rich(`Det här är ${description} av sida ${i}. `.repeat(40)) });
  return [
    ["site/site", "", site], ["home/home", "", home],
    ...Array.from({ length: pages }, (_, i) => [`page/sida-${i}`, `sida-${i}`, page(i)]),
  ];
}

/** Writes the pack; `more` are further [TYPE/KEY, language file]. */
export async function writePack(folder, version, more = []) {
  await mkdir(folder, { recursive: true });
  const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
  await writeFile(join(folder, "pack.json"), json({ format: 1, name: "exempel", time_zone: "Europe/Stockholm",
    languages: ["sv"], organisations: [{ key: "region", name: "Region Exempel" }] }));
  const all = [...documents(version).map(([key, slug, body]) => [key, { slug, status: "published", body }]), ...more];
  for (const [key, language] of all) {
    await mkdir(join(folder, "documents", key), { recursive: true });
    await writeFile(join(folder, "documents", key, "document.json"), json({ owner: "region" }));
    await writeFile(join(folder, "documents", key, "sv.json"), json(language));
  }
  return folder;
}

const published = (body) => `SELECT count(*), ${body} FROM document_language AS l
  JOIN revision AS r ON r.id = l.published_revision_id GROUP BY 2`;

function oneVersion(rows) {
  const found = rows.trim().split("\n").filter(Boolean);
  assert.equal(found.length, 1, `the site is of several versions, or none:\n${rows}`);
  const [count, version] = found[0].split("|");
  assert.equal(Number(count), pages + 2, `documents are missing:\n${rows}`);
  return Number(version.replace("version ", ""));
}

/** The version of every document in the SQLite file, which must be sound. */
export async function versionInSqlite(file) {
  const done = await run("sqlite3", [file, "PRAGMA integrity_check; PRAGMA foreign_key_check;",
    `${published("json_extract(r.body, '$.description')")};`]);
  assert.equal(done.code, 0, done.stderr);
  const [verdict, ...rows] = done.stdout.split("\n");
  assert.equal(verdict, "ok", done.stdout);
  return oneVersion(rows.join("\n"));
}

/** The version of every document in the PostgreSQL database, once nobody is at work in it. */
export async function versionInPostgres(url) {
  const sql = async (text) => {
    const done = await run("psql", ["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1",
      "--dbname", url, "--command", text]);
    assert.equal(done.code, 0, done.stderr);
    return done.stdout;
  };
  const busy = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND "
    + "backend_type = 'client backend' AND state <> 'idle'";
  while (Number(await sql(busy)) > 0);
  return oneVersion(await sql(published("r.body::json->>'description'")));
}
