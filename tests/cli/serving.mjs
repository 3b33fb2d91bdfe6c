// The running program: its address, its end, and what it notices of changes made elsewhere.
import assert from "node:assert/strict";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { freePort, postgresDatabase, request, root, serve } from "../http/server.mjs";
import { assertEnded, Skipped } from "./harness.mjs";

const pack = join(root, "regions/orebro");
const place = "/kommuner/kumla";

/** Asks again and again, at most for 20 s, until `right(body)`; the last body. */
async function bodyOnce(origin, path, right) {
  const until = Date.now() + 20_000;
  let body;
  do {
    ({ body } = await request(origin, { path }));
  } while (!right(body) && Date.now() < until);
  return body;
}

export default [
  {
    name: "a site with a public address writes it everywhere, and HSTS where it is https",
    async body({ smartmove, binary, scratch }) {
      assertEnded(await smartmove("import", pack, "--data", "data"), 0);
      const port = String(await freePort());
      const server = await serve(binary, ["--data", join(scratch, "data"), "--port", port, "--public-url", "https://example.org"]);
      try {
        const page = await request(server.origin, { path: place });
        assert.match(page.headers["strict-transport-security"] ?? "", /max-age=[1-9]/);
        assert.ok(page.body.includes(`<link rel="canonical" href="https://example.org${place}">`));
        const sitemap = await request(server.origin, { path: "/sitemap.xml" });
        assert.ok(sitemap.body.includes(`<loc>https://example.org${place}</loc>`));
        assert.ok(!sitemap.body.includes("localhost"));
        const robots = await request(server.origin, { path: "/robots.txt" });
        assert.ok(robots.body.includes("Sitemap: https://example.org/sitemap.xml"));
      } finally {
        await server.stop();
      }
    },
  },
  {
    name: "a campaign is not there before its time, and says where to go after it",
    async body({ smartmove, binary, scratch }) {
      const copy = join(scratch, "pack");
      await cp(pack, copy, { recursive: true });
      const periods = { askersund: { from: "2024-01-01", until: "2024-12-31" }, "kumla-smart": { from: "2098-01-01", until: "2098-12-31" } };
      for (const [key, period] of Object.entries(periods)) {
        for (const language of ["sv", "en"]) {
          const file = join(copy, `documents/campaign/${key}/${language}.json`);
          const document = JSON.parse(await readFile(file, "utf8"));
          document.body.period = period;
          await writeFile(file, JSON.stringify(document));
        }
      }
      assertEnded(await smartmove("import", "pack", "--data", "data"), 0);
      const server = await serve(binary, ["--data", join(scratch, "data")]);
      try {
        for (const language of ["sv", "en"]) {
          const at = async (key) => {
            const { slug, body } = JSON.parse(await readFile(join(copy, `documents/campaign/${key}/${language}.json`), "utf8"));
            const path = language === "sv" ? `/kampanj/${slug}` : `/en/campaign/${slug}`;
            return { over: body.over, answer: await request(server.origin, { path }) };
          };
          const ended = await at("askersund");
          assert.equal(ended.answer.status, 410);
          assert.ok(ended.answer.body.includes(`${ended.over.title}</h1>`), ended.answer.body);
          assert.match(ended.answer.body, new RegExp(`<a class="button" href="/[^"]*">${ended.over.link.label}`));
          assert.equal((await at("kumla-smart")).answer.status, 404);
        }
      } finally {
        await server.stop();
      }
    },
  },
  {
    name: "with --dev there is a style guide of every block, in both languages",
    async body({ smartmove, binary, scratch }) {
      assertEnded(await smartmove("import", pack, "--data", "data"), 0);
      const server = await serve(binary, ["--data", join(scratch, "data"), "--dev"]);
      try {
        for (const path of ["/_styleguide", "/en/_styleguide"]) {
          const { status, body } = await request(server.origin, { path });
          assert.equal(status, 200, body);
          for (const type of ["call_out", "comparison", "figures", "place_map", "profile_grid", "story_list"]) {
            assert.match(body, new RegExp(`id="style-${type}">${type}</h2>\\s*<div class="prose"><p><a href="/`), `${path} shows no ${type}`);
          }
          assert.match(body, /field--audience-studenter/);
        }
        assert.equal((await request(server.origin, { path: "/sv/_styleguide" })).status, 404);
      } finally {
        await server.stop();
      }
    },
  },
  {
    name: "told to stop, it ends well, by either signal",
    async body({ smartmove, binary, scratch }) {
      assertEnded(await smartmove("import", pack, "--data", "data"), 0);
      for (const signal of ["SIGTERM", "SIGINT"]) {
        const server = await serve(binary, ["--data", join(scratch, "data")]);
        await request(server.origin, { path: "/" });
        assert.deepEqual(await server.stop(signal), { code: 0, signal: null }, server.log());
      }
    },
  },
  {
    name: "on PostgreSQL a running server shows what another process has imported, and keeps the old address working",
    async body({ smartmove, binary, scratch }) {
      const database = await postgresDatabase();
      if (!database) throw new Skipped("SMARTMOVE_TEST_POSTGRES is not set");
      const where = (name) => ["--data", join(scratch, name), "--database", database.url];
      assertEnded(await smartmove("import", pack, ...where("a")), 0);
      const server = await serve(binary, where("a"));
      try {
        const before = await request(server.origin, { path: place });
        assert.equal(before.status, 200);
        await cp(pack, join(scratch, "changed"), { recursive: true });
        const file = join(scratch, "changed/documents/place_page/kumla/sv.json");
        const document = JSON.parse(await readFile(file, "utf8"));
        document.slug = "kumla-stad";
        document.body.headline = "En helt ny rubrik";
        await writeFile(file, JSON.stringify(document, null, 2));
        assertEnded(await smartmove("import", "changed", ...where("b")), 0);

        const moved = `${place}-stad`;
        assert.ok((await bodyOnce(server.origin, moved, (body) => body.includes("En helt ny rubrik"))).includes("En helt ny rubrik"));
        const old = await request(server.origin, { path: place });
        assert.ok([301, 308].includes(old.status), `the old address answers ${old.status}`);
        assert.equal(new URL(old.headers.location, server.origin).pathname, moved);
        const list = await bodyOnce(server.origin, "/", (body) => body.includes(moved));
        assert.ok(list.includes(`href="${moved}"`) && !list.includes(`href="${place}"`), "home still links to the old address");
      } finally {
        await server.stop();
        await database.dispose();
      }
    },
  },
];
