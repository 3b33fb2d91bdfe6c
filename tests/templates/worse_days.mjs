// The region of regions/orebro on worse days: periods are over, pictures are photographs with rights, what a page may
// have is missing, and what it need not have is there.
import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deflateSync, crc32 } from "../cli/png.mjs";
import { root } from "../http/server.mjs";

const nowhere = "X-1"; // places of which nothing is known
const nothing = "X-2";
const link = { label: "Bok", to: "https://example.org/book" };
const picture = (key) => ({ key, alt: "Ett torg" });

/** An RGB picture that is no drawing: so large that it has renditions. */
function photograph() {
  const size = 1200;
  const rows = Buffer.alloc(size * (1 + size * 3), 0x60);
  for (let row = 0; row < size; row += 1) rows[row * (1 + size * 3)] = 0;
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.from([0, 0, size >> 8, size & 255, 0, 0, size >> 8, size & 255, 8, 2, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0)),
  ]);
}

const pictures = {
  square: { kind: "photograph", credit: "Anna Ek", licence: "CC BY 4.0", source_url: "https://example.org/1" },
  painted: { kind: "illustration", credit: "Bo Al" },
};

/** Makes the pack in `directory`: { pack, paths: what to ask for that its sitemap does not list }. */
export async function worseDays(directory) {
  const pack = join(directory, "pack");
  await cp(join(root, "regions/orebro"), pack, { recursive: true });
  const path = (type, key, file) => join(pack, "documents", type, key, file);
  const read = async (file) => JSON.parse(await readFile(file, "utf8"));
  const write = (file, value) => writeFile(file, JSON.stringify(value, null, 2));
  const change = async (type, key, own) => {
    const file = path(type, key, "sv.json");
    const document = await read(file);
    await write(file, { ...document, body: { ...document.body, ...own } });
  };
  // A further document like `key`, in Swedish alone.
  const another = async (type, key, name, own) => {
    await cp(join(pack, "documents", type, key), join(pack, "documents", type, name), { recursive: true });
    for (const file of await readdir(join(pack, "documents", type, name))) {
      if (/(^|\.)en\./.test(file)) await rm(path(type, name, file));
    }
    const document = await read(path(type, name, "sv.json"));
    await write(path(type, name, "sv.json"), { ...document, slug: name, body: { ...document.body, ...own } });
  };

  for (const [key, words] of Object.entries(pictures)) {
    await writeFile(join(pack, `media/${key}.png`), photograph());
    await write(join(pack, `media/${key}.json`), words);
  }
  const places = await read(join(pack, "places.json"));
  await write(join(pack, "places.json"), [
    ...places,
    { code: nowhere, kind: "municipality", parent: "", names: { sv: "Ingenstans", en: "Nowhere" } },
    { code: nothing, kind: "municipality", parent: "", names: { sv: "Ingenting", en: "Nothing" } },
  ]);

  const days = { from: "2026-01-01", until: "2026-01-02" };
  const over = { booking: days, consent: { given: days.from, until: days.until, by: "Redaktionen" } };
  for (const key of await readdir(join(pack, "documents/profile"))) {
    for (const language of ["sv.json", "en.json"]) {
      const document = await read(path("profile", key, language));
      await write(path("profile", key, language), { ...document, body: { ...document.body, ...over } });
    }
  }
  await another("profile", "example-alva", "somewhere-else", {
    place: "0180", audiences: [], portrait: picture("square"), links: [link], text: { markdown: "Och en sak till." },
    booking: { from: "2026-01-01", until: "2199-12-31" }, consent: { given: "2026-01-01", until: "2199-12-31", by: "Redaktionen" },
  });
  for (const topic of ["live", "work", "study", "enjoy"]) {
    await another("story", "brev-till-stockholm", `plain-${topic}`, { topic, picture: undefined, blocks: [], place: "0180" });
  }
  await another("story", "brev-till-stockholm", "with-photograph", { picture: picture("square"), blocks: [] });
  await another("story", "brev-till-stockholm", "with-painting", { picture: picture("painted"), blocks: [] });
  await change("audience", "studenter", { picture: undefined });
  await change("place_page", "laxa", { emblem: undefined, audiences: ["studenter"] });
  await another("comparison", "kumla-palo-alto", "kumla-nowhere", { there: nowhere });
  await another("page", "press", "pictures", {
    audiences: ["studenter"],
    blocks: [
      { type: "section", audiences: ["studenter"], data: { colour: "sky" }, blocks: [] },
      { type: "picture", data: { picture: picture("square"), caption: "Torget i juli" } },
      { type: "picture", data: { picture: picture("painted"), shape: "wide" } },
    ],
  });
  return { pack, paths: ["/profiler/exempel-alva", "/jamfor/kumla/ingenstans", "/jamfor/ingenstans/ingenting", "/en/profiles"] };
}
