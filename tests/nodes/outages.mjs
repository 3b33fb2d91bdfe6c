// The database goes away and comes back: what is kept is served, the rest says so in the site's voice, nobody has to help.
import assert from "node:assert/strict";
import { request, serve } from "../http/server.mjs";
import { assertEnded, assertOneSentence } from "../cli/harness.mjs";
import { eventually } from "../faults/support/harness.mjs";
import { addresses } from "../faults/support/site.mjs";
import { startPostgres, stopPostgres } from "./postgres.mjs";
import { assertBackSoon, versionOf, withSite } from "./site.mjs";

const [home, warm, cold] = addresses;

async function whilePostgresIsDown(body) {
  await stopPostgres();
  try {
    await body();
  } finally {
    await startPostgres();
  }
}

export default [
  {
    name: "gone: pages that are kept go on to the byte; pages, API and readiness say that they will be back",
    body: (world) => withSite(world, async ({ where }) => {
      const server = await serve(world.binary, where());
      const get = (path, headers = {}) => request(server.origin, { path, headers });
      try {
        const before = await Promise.all([home, warm].map((path) => get(path)));
        await whilePostgresIsDown(async () => {
          for (const [i, path] of [home, warm].entries()) {
            const now = await get(path);
            assert.equal(now.status, 200);
            assert.equal(now.body, before[i].body);
          }
          assertBackSoon(await get(cold), "Tillbaka strax");
          assertBackSoon(await get("/finns-inte"), "Tillbaka strax");
          const api = await get("/api/v1/places");
          assert.equal(api.status, 503);
          assert.match(api.headers["content-type"], /^application\/problem\+json/);
          assert.match(api.headers["retry-after"] ?? "", /^[1-9]\d*$/);
          assert.equal((await get("/readyz")).status, 503);
          assert.equal((await get("/healthz")).status, 200);
          assert.equal((await get("/metrics")).status, 200);
        });
        await eventually("all pages are back", async () => {
          const all = await Promise.all([...addresses, "/readyz"].map((path) => get(path)));
          return all.every(({ status }) => status === 200);
        });
        assert.equal((await get("/finns-inte")).status, 404);
      } finally {
        assert.deepEqual(await server.stop(), { code: 0, signal: null }, server.log());
      }
    }),
  },
  {
    name: "gone: a flood of requests is answered at once, not one after the other",
    body: (world) => withSite(world, async ({ where }) => {
      const server = await serve(world.binary, where());
      try {
        await whilePostgresIsDown(async () => {
          const began = performance.now();
          const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => request(server.origin, { path: `/om/ny-${i}` })));
          assert.ok(answers.every(({ status }) => status === 503));
          const took = performance.now() - began;
          assert.ok(took < 10_000, `200 answers took ${Math.round(took)} ms`);
        });
        await eventually("it is back", async () => (await versionOf(server, cold)) === 1);
      } finally {
        assert.deepEqual(await server.stop(), { code: 0, signal: null }, server.log());
      }
    }),
  },
  {
    name: "gone and back five times",
    body: (world) => withSite(world, async ({ where, publish }) => {
      const server = await serve(world.binary, where());
      try {
        for (let version = 2; version < 7; ++version) {
          assert.equal(await versionOf(server, warm), version - 1);
          await whilePostgresIsDown(async () => assert.equal(await versionOf(server, warm), version - 1));
          await publish(version);
          await eventually(`version ${version}`, async () => (await versionOf(server, warm)) === version);
        }
      } finally {
        assert.deepEqual(await server.stop(), { code: 0, signal: null }, server.log());
      }
    }),
  },
  {
    name: "gone when a page's time is up: it is not shown on, for it may be somebody's consent that has ended",
    body: (world) => withSite(world, async ({ where, publish }) => {
      const until = Date.now() + 8000;
      const body = { title: "Borta", description: "version 1", text: { markdown: "Snart borta." } };
      await publish(1, [["page/snart-borta", { slug: "snart-borta", status: "published", publish_at: null,
        expire_at: new Date(until).toISOString(), body }]]);
      const server = await serve(world.binary, where());
      try {
        const path = "/om/snart-borta";
        assert.equal(await versionOf(server, path), 1);
        await whilePostgresIsDown(async () => {
          await eventually("it is no longer shown", async () => (await versionOf(server, path)) === 503);
          assert.ok(Date.now() >= until, "it went before its time");
        });
        await eventually("it is gone", async () => (await versionOf(server, path)) === 410);
      } finally {
        assert.deepEqual(await server.stop(), { code: 0, signal: null }, server.log());
      }
    }),
  },
  {
    name: "gone at the start, or for a command: one sentence",
    body: (world) => withSite(world, async ({ where }) => {
      await whilePostgresIsDown(async () => {
        for (const command of [["serve", "--port", "0"], ["backup", "file"], ["export", "out"], ["migrate"]]) {
          const done = await world.smartmove(...command, ...where());
          assertEnded(done, 1, "cannot be used");
          assertOneSentence(done);
        }
      });
    }),
  },
  {
    name: "it may be stopped while the database is gone",
    body: (world) => withSite(world, async ({ where }) => {
      const server = await serve(world.binary, where());
      assert.equal(await versionOf(server, warm), 1);
      await whilePostgresIsDown(async () => {
        assert.deepEqual(await server.stop(), { code: 0, signal: null }, server.log());
      });
    }),
  },
];
