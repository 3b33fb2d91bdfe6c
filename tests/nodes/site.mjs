// What the tests of nodes share: a site on PostgreSQL whose documents say their version.
import assert from "node:assert/strict";
import { join } from "node:path";
import { postgresDatabase, request } from "../http/server.mjs";
import { assertEnded } from "../cli/harness.mjs";
import { writePack } from "../faults/support/site.mjs";

/** Runs `body` with a database of its own: { url, where(url), publish(version, more) }; version 1 is there. */
export async function withSite({ smartmove, scratch }, body) {
  const database = await postgresDatabase();
  const where = (url = database.url) => ["--data", join(scratch, "data"), "--database", url];
  const publish = async (version, more = []) => {
    assertEnded(await smartmove("import", await writePack(join(scratch, "pack"), version, more), ...where()), 0);
  };
  try {
    await publish(1);
    await body({ url: database.url, where, publish });
  } finally {
    await database.dispose();
  }
}

/** The version of a page, or its status if it is not there. */
export async function versionOf(server, path) {
  const page = await request(server.origin, { path });
  return page.status === 200 ? Number(/version (\d+)/.exec(page.body)[1]) : page.status;
}

/** Fails unless the answer is the site's own page for a database that is gone. */
export function assertBackSoon(page, words) {
  assert.equal(page.status, 503, page.body);
  assert.match(page.headers["retry-after"] ?? "", /^[1-9]\d*$/);
  assert.match(page.headers["content-type"], /^text\/html/);
  for (const word of [words, "<html lang=\"sv\"", "Flytta hit."]) assert.ok(page.body.includes(word), page.body);
  for (const word of ["database", "PostgreSQL", "{{"]) assert.ok(!page.body.includes(word), `${word} is told to visitors`);
}
