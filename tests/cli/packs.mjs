// Content packs: what is good goes in and comes out the same; what is bad changes nothing and is listed to the last error.
import assert from "node:assert/strict";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { postgresDatabase, request, root, serve } from "../http/server.mjs";
import { assertEnded, Skipped, textsIn } from "./harness.mjs";

const pack = join(root, "regions/orebro");

async function editJson(file, change) {
  const value = JSON.parse(await readFile(file, "utf8"));
  change(value);
  await writeFile(file, `${JSON.stringify(value, null, 2)}\n`);
}

async function editText(file, change) {
  await writeFile(file, change(await readFile(file, "utf8")));
}

/** A copy of the pack with a mistake of each kind; answers the places that must be named. */
async function spoil(copy) {
  await cp(pack, copy, { recursive: true });
  await editJson(join(copy, "places.json"), (places) => { places[1].kind = "village"; delete places[2].names; });
  await editJson(join(copy, "indicators.json"), (indicators) => {
    indicators[0].direction = "sideways";
    indicators[1].decimals = "two";
    indicators[2].colour = "red";
  });
  await editText(join(copy, "facts.csv"), (text) => {
    const lines = text.split("\n");
    const columns = lines[1].split(",");
    lines[1] = [columns[0], columns[1], "lots", ...columns.slice(3)].join(",");
    lines[2] = lines[2].replace(/^[^,]*/, "atlantis");
    lines[3] = lines[3].replace(/^([^,]*),[^,]*/, "$1,luck");
    return lines.join("\n");
  });
  const kumla = join(copy, "documents/place_page/kumla");
  await editJson(join(kumla, "sv.json"), (document) => {
    document.slug = "Kumla!";
    document.status = "perhaps";
    document.body.titel = document.body.title;
    document.body.colour = "beige";
  });
  await editJson(join(kumla, "en.json"), (document) => {
    document.body.blocks = [{ type: "carousel", data: {} }];
    document.body.lead = { markdown: "Here live {fact:1881/luck}. See [nowhere](place_page/nowhere)." };
  });
  await editText(join(copy, "documents/home/home/sv.json"), (text) => text.replace("{", "{,"));
  return [
    "places.json#/1/kind", "places.json#/2/names", "indicators.json#/0/direction", "indicators.json#/1/decimals",
    "indicators.json#/2/colour", "facts.csv:2", "facts.csv:3", "facts.csv:4", "kumla/sv.json#/slug",
    "kumla/sv.json#/status", "kumla/sv.json#/body/titel", "kumla/sv.json#/body/colour",
    "kumla/en.json#/body/blocks/0/type", "kumla/en.json#/body/lead", "home/home/sv.json:1",
  ];
}

/** A row of facts.csv with its value as a number is written: 923.0 and 923 are the same fact. */
function withPlainValue(line) {
  return line.replace(/^([^,]*,[^,]*,)([^,]+)/, (_, before, value) => before + (Number.isNaN(Number(value)) ? value : Number(value)));
}

async function roundTrip(smartmove, scratch, first, second) {
  assertEnded(await smartmove("import", pack, ...first), 0);
  assertEnded(await smartmove("export", "one", ...first), 0);
  assertEnded(await smartmove("import", "one", ...second), 0);
  assertEnded(await smartmove("export", "two", ...second), 0);
  const one = await textsIn(join(scratch, "one"));
  assert.ok(Object.keys(one).length > 30, `an export of ${Object.keys(one).length} files`);
  assert.deepEqual(await textsIn(join(scratch, "two")), one);
  return one;
}

export default [
  {
    name: "a good pack goes in, twice, and the second time nothing has changed",
    async body({ smartmove, scratch }) {
      assertEnded(await smartmove("import", pack, "--data", "data"), 0);
      assertEnded(await smartmove("export", "before", "--data", "data"), 0);
      assertEnded(await smartmove("import", pack, "--data", "data"), 0);
      assertEnded(await smartmove("export", "after", "--data", "data"), 0);
      assert.deepEqual(await textsIn(join(scratch, "after")), await textsIn(join(scratch, "before")));
    },
  },
  {
    name: "export, import, export gives the same bytes (SQLite)",
    body: ({ smartmove, scratch }) => roundTrip(smartmove, scratch, ["--data", "a"], ["--data", "b"]),
  },
  {
    name: "export, import, export gives the same bytes (from SQLite to PostgreSQL)",
    async body({ smartmove, scratch }) {
      const database = await postgresDatabase();
      if (!database) throw new Skipped("SMARTMOVE_TEST_POSTGRES is not set");
      try {
        await roundTrip(smartmove, scratch, ["--data", "a"], ["--data", "b", "--database", database.url]);
      } finally {
        await database.dispose();
      }
    },
  },
  {
    name: "every fact of the pack comes out again",
    async body({ smartmove, scratch }) {
      assertEnded(await smartmove("import", pack, "--data", "data"), 0);
      assertEnded(await smartmove("export", "out", "--data", "data"), 0);
      const rows = async (file) => (await readFile(file, "utf8")).split("\n").map(withPlainValue);
      assert.deepEqual(await rows(join(scratch, "out/facts.csv")), await rows(join(pack, "facts.csv")));
    },
  },
  {
    name: "a bad pack lists every error by its place and leaves a new data directory without content",
    async body({ smartmove, scratch }) {
      const places = await spoil(join(scratch, "bad"));
      const result = await smartmove("import", "bad", "--data", "data");
      assertEnded(result, 1, ...places);
      for (const word of ["village", "sideways", "lots", "atlantis", "luck", "carousel", "beige", "nowhere"]) {
        assert.ok(result.stderr.includes(word), `what was found, ${word}, is not said:\n${result.stderr}`);
      }
      const then = await smartmove("export", "out", "--data", "data");
      assert.ok(then.code !== 0 || Object.keys(await textsIn(join(scratch, "out"))).every((name) => !name.startsWith("documents/")));
    },
  },
  {
    name: "a bad pack changes nothing of what was there",
    async body({ smartmove, scratch }) {
      assertEnded(await smartmove("import", pack, "--data", "data"), 0);
      assertEnded(await smartmove("export", "before", "--data", "data"), 0);
      await spoil(join(scratch, "bad"));
      assertEnded(await smartmove("import", "bad", "--data", "data"), 1);
      assertEnded(await smartmove("export", "after", "--data", "data"), 0);
      assert.deepEqual(await textsIn(join(scratch, "after")), await textsIn(join(scratch, "before")));
    },
  },
  {
    name: "--check says the same and writes nothing",
    async body({ smartmove, scratch }) {
      assertEnded(await smartmove("import", pack, "--data", "data"), 0);
      assertEnded(await smartmove("export", "before", "--data", "data"), 0);
      await cp(pack, join(scratch, "changed"), { recursive: true });
      await editJson(join(scratch, "changed/places.json"), (places) => { places[0].names.sv += " (ny)"; });
      assertEnded(await smartmove("import", "changed", "--check", "--data", "data"), 0);
      const places = await spoil(join(scratch, "bad"));
      assertEnded(await smartmove("import", "bad", "--check", "--data", "data"), 1, ...places);
      assertEnded(await smartmove("export", "after", "--data", "data"), 0);
      assert.deepEqual(await textsIn(join(scratch, "after")), await textsIn(join(scratch, "before")));
    },
  },
  {
    name: "a pack that makes no whole site is refused, each lack by its place",
    async body({ smartmove, scratch }) {
      await cp(pack, join(scratch, "bad"), { recursive: true });
      await rm(join(scratch, "bad/documents/home"), { recursive: true });
      await mkdir(join(scratch, "bad/document"));
      await mkdir(join(scratch, "bad/documents/page/bare"));
      await writeFile(join(scratch, "bad/documents/page/bare/document.json"), '{"owner": "region"}');
      await editJson(join(scratch, "bad/documents/place_page/kumla/sv.json"), (document) => { document.status = "scheduled"; });
      const result = await smartmove("import", "bad", "--data", "data");
      assertEnded(result, 1, "The pack has 4 mistakes", "document:1: found an unknown folder, expected documents, perhaps",
        "documents/page/bare:1: found a document without any language", "kumla/sv.json#/publish_at: found nothing",
        "documents/home/home/document.json:1: found no such document");
    },
  },
  {
    name: "a mistake at the start of a pack is no cause of others",
    async body({ smartmove, scratch }) {
      await cp(pack, join(scratch, "bad"), { recursive: true });
      await editJson(join(scratch, "bad/indicators.json"), (indicators) => { indicators[0].direction = "sideways"; });
      const result = await smartmove("import", "bad", "--data", "data");
      assertEnded(result, 1, "The pack has 1 mistake;", "indicators.json#/0/direction");
    },
  },
  {
    name: "what the pack no longer has is kept and named, and goes with --prune",
    async body({ smartmove, binary, scratch }) {
      assertEnded(await smartmove("import", pack, "--data", "data"), 0);
      await cp(pack, join(scratch, "less"), { recursive: true });
      await rm(join(scratch, "less/documents/profile/example-sam"), { recursive: true });
      await editText(join(scratch, "less/facts.csv"), (text) => text.split("\n").filter((_, line) => line !== 1).join("\n"));
      const kept = await smartmove("import", "less", "--data", "data");
      assertEnded(kept, 0);
      assert.match(kept.stdout, /^kept though not in the pack: 1 document: profile\/example-sam$/m);
      assert.match(kept.stdout, /^kept though not in the pack: 1 fact: /m);
      assert.match(kept.stdout, /--prune/);
      assertEnded(await smartmove("export", "before", "--data", "data"), 0);
      const checked = await smartmove("import", "less", "--check", "--prune", "--data", "data");
      assert.match(checked.stdout, /^taken away, not in the pack: 1 document: profile\/example-sam$/m);
      assertEnded(await smartmove("export", "after", "--data", "data"), 0);
      assert.deepEqual(await textsIn(join(scratch, "after")), await textsIn(join(scratch, "before")));
      const pruned = await smartmove("import", "less", "--prune", "--data", "data");
      assertEnded(pruned, 0);
      assert.match(pruned.stdout, /^taken away, not in the pack: 1 fact: /m);
      const server = await serve(binary, ["--data", join(scratch, "data")]);
      try {
        const { slug } = JSON.parse(await readFile(join(pack, "documents/profile/example-sam/sv.json"), "utf8"));
        assert.equal((await request(server.origin, { path: `/profiler/${slug}` })).status, 410);
      } finally {
        await server.stop();
      }
    },
  },
  {
    name: "a folder that is no pack is named",
    async body({ smartmove }) {
      assertEnded(await smartmove("import", "nowhere", "--data", "data"), 1, "nowhere");
    },
  },
  {
    name: "export into a folder with other things in it leaves them alone",
    async body({ smartmove, scratch }) {
      assertEnded(await smartmove("import", pack, "--data", "data"), 0);
      await cp(pack, join(scratch, "out"), { recursive: true });
      await writeFile(join(scratch, "out/mine.txt"), "mine");
      const result = await smartmove("export", "out", "--data", "data");
      assert.equal(await readFile(join(scratch, "out/mine.txt"), "utf8"), "mine", result.stderr);
    },
  },
];
