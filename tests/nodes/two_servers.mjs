// Two servers on one database: what one publishes the other shows, and neither needs the other.
import assert from "node:assert/strict";
import { request, serve } from "../http/server.mjs";
import { eventually } from "../faults/support/harness.mjs";
import { addresses } from "../faults/support/site.mjs";
import { cable, query, startPostgres, stopPostgres } from "./postgres.mjs";
import { assertBackSoon, versionOf, withSite } from "./site.mjs";

const [home, warm, cold] = addresses;

async function twoServers({ binary }, first, second, body) {
  const servers = [await serve(binary, first), await serve(binary, second)];
  try {
    await body(...servers);
  } finally {
    for (const server of servers) await server.stop();
  }
}

const shows = (server, path, version) =>
  eventually(`${path} is of version ${version}`, async () => (await versionOf(server, path)) === version);

export default [
  {
    name: "what is published through one process is on both servers' next pages, again and again",
    body: (world) => withSite(world, async ({ where, publish }) => {
      await twoServers(world, where(), where(), async (one, two) => {
        for (let version = 2; version < 6; ++version) {
          for (const server of [one, two]) assert.equal(await versionOf(server, warm), version - 1);
          await publish(version);
          const began = performance.now();
          await Promise.all([shows(one, warm, version), shows(two, warm, version)]);
          const took = performance.now() - began;
          assert.ok(took < 2000, `the other servers showed it ${Math.round(took)} ms after the acknowledgement`);
        }
      });
    }),
  },
  {
    name: "one is killed: the other goes on, with pages it had and pages it had not, and hears of changes",
    body: (world) => withSite(world, async ({ where, publish }) => {
      await twoServers(world, where(), where(), async (one, two) => {
        assert.equal(await versionOf(two, warm), 1);
        await one.stop("SIGKILL");
        assert.equal(await versionOf(two, warm), 1);
        assert.equal(await versionOf(two, cold), 1);
        await publish(2);
        await Promise.all([shows(two, warm, 2), shows(two, cold, 2)]);
      });
    }),
  },
  {
    name: "one is cut off: it serves what it has, says of the rest that it will be back, and makes up for what it missed",
    body: (world) => withSite(world, async ({ url, where, publish }) => {
      const line = await cable(url);
      try {
        await twoServers(world, where(), where(line.url), async (near, far) => {
          for (const server of [near, far]) assert.equal(await versionOf(server, warm), 1);
          await line.cut();
          await publish(2);
          await shows(near, warm, 2);
          assert.equal(await versionOf(far, warm), 1, "it cannot know");
          assertBackSoon(await request(far.origin, { path: cold }), "Tillbaka strax");
          await line.mend();
          await Promise.all([shows(far, warm, 2), shows(far, cold, 2)]);
          assert.equal((await request(far.origin, { path: "/readyz" })).status, 200);
        });
      } finally {
        await line.close();
      }
    }),
  },
  {
    name: "every connection is dropped and something is published at once: both show it",
    body: (world) => withSite(world, async ({ url, where, publish }) => {
      await twoServers(world, where(), where(), async (one, two) => {
        for (let version = 2; version < 5; ++version) {
          for (const server of [one, two]) assert.equal(await versionOf(server, warm), version - 1);
          await query(url, "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
          await publish(version);
          await Promise.all([shows(one, warm, version), shows(two, warm, version)]);
        }
      });
    }),
  },
  {
    name: "the database is restarted under both: they come back by themselves and hear of what comes then",
    body: (world) => withSite(world, async ({ where, publish }) => {
      await twoServers(world, where(), where(), async (one, two) => {
        for (const server of [one, two]) assert.equal(await versionOf(server, home), 1);
        await stopPostgres("immediate");
        try {
          for (const server of [one, two]) {
            assert.equal(await versionOf(server, home), 1);
            assert.equal(await versionOf(server, cold), 503);
          }
        } finally {
          await startPostgres();
        }
        await publish(2);
        for (const server of [one, two]) {
          for (const path of addresses) await shows(server, path, 2);
        }
      });
    }),
  },
];
