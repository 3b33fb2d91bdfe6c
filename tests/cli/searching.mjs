// The search index: built by itself, whatever has happened to it.
import assert from "node:assert/strict";
import { cp, mkdir, readdir, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { postgresDatabase, request, root, searchIsThere, serve } from "../http/server.mjs";
import { assertEnded, Skipped } from "./harness.mjs";

const pack = join(root, "regions/orebro");

/** Its answer to a search, once the index is there. */
async function search(origin, text) {
  await searchIsThere(origin);
  const { status, body } = await request(origin, { path: `/api/v1/search?q=${encodeURIComponent(text)}` });
  assert.equal(status, 200, body);
  return JSON.parse(body);
}

/** The region's pack and `count` pages more, each with a word of its own. */
async function largePack(folder, count) {
  await cp(pack, folder, { recursive: true });
  for (let i = 0; i < count; i += 1) {
    const page = join(folder, `documents/page/many-${i}`);
    await mkdir(page);
    await writeFile(join(page, "document.json"), `${JSON.stringify({ owner: "region" }, null, 2)}\n`);
    const body = { title: `Sida nummer${i}`, description: "En av många.", text: { markdown: "Den gemensamma texten. ".repeat(40) }, blocks: [] };
    const version = { slug: `many-${i}`, status: "published", publish_at: null, expire_at: null, body };
    await writeFile(join(page, "sv.json"), `${JSON.stringify(version, null, 2)}\n`);
  }
}

async function exists(path) {
  return stat(path).then(() => true, () => false);
}

/** Everything is found, by its own word and by what all share. */
async function assertAllFound(origin, count) {
  const until = Date.now() + 60_000;
  let total;
  do {
    ({ total } = await search(origin, "gemensamma"));
  } while (total !== count && Date.now() < until);
  assert.equal(total, count);
  for (const i of [0, 1, Math.floor(count / 2), count - 1]) {
    const { hits } = await search(origin, `nummer${i} `);
    assert.deepEqual(hits.map(({ path }) => path), [`/om/many-${i}`]);
  }
}

export default [
  {
    name: "killed while it builds the search index, it finds everything after the next start",
    async body({ smartmove, binary, scratch }) {
      const count = 400;
      await largePack(join(scratch, "large"), count);
      assertEnded(await smartmove("import", "large", "--data", "data"), 0);
      for (let kill = 0; kill < 6; kill += 1) {
        const server = await serve(binary, ["--data", join(scratch, "data")]);
        while (!(await exists(join(scratch, "data/search/sv/iamglass")))) await after(1);
        await after(Math.random() * 300); // the moment is the point
        await server.stop("SIGKILL");
      }
      const server = await serve(binary, ["--data", join(scratch, "data")]);
      try {
        await assertAllFound(server.origin, count);
      } finally {
        assert.deepEqual(await server.stop(), { code: 0, signal: null }, server.log());
      }
    },
  },
  {
    name: "a search index that is deleted, cut short or of something else is built anew",
    async body({ smartmove, binary, scratch }) {
      assertEnded(await smartmove("import", pack, "--data", "data"), 0);
      const folder = join(scratch, "data/search/sv");
      const harms = {
        nothing: async () => undefined,
        deleted: () => rm(join(scratch, "data/search"), { recursive: true }),
        "cut short": async () => {
          for (const file of await readdir(folder)) await truncate(join(folder, file), 20);
        },
        "something else": async () => {
          for (const file of await readdir(folder)) await writeFile(join(folder, file), "#".repeat(20_000));
        },
      };
      for (const [name, harm] of Object.entries(harms)) {
        const before = await serve(binary, ["--data", join(scratch, "data")]);
        await search(before.origin, "kumla");
        await before.stop();
        await harm();
        const server = await serve(binary, ["--data", join(scratch, "data")]);
        try {
          const { hits } = await search(server.origin, "kumla");
          assert.equal(hits[0]?.path, "/kommuner/kumla", name);
        } finally {
          await server.stop();
        }
      }
    },
  },
  {
    name: "on PostgreSQL a running server finds what another process has imported",
    async body({ smartmove, binary, scratch }) {
      const database = await postgresDatabase();
      if (!database) throw new Skipped("SMARTMOVE_TEST_POSTGRES is not set");
      const where = (name) => ["--data", join(scratch, name), "--database", database.url];
      assertEnded(await smartmove("import", pack, ...where("a")), 0);
      const server = await serve(binary, where("a"));
      try {
        assert.equal((await search(server.origin, "gemensamma ")).total, 0);
        await largePack(join(scratch, "large"), 3);
        assertEnded(await smartmove("import", "large", ...where("b")), 0);
        await assertAllFound(server.origin, 3);
      } finally {
        await server.stop();
        await database.dispose();
      }
    },
  },
];
