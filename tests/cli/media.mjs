// Pictures: from a pack into the store (a folder, or an S3-compatible service), out again, and onto pages in every size.
import assert from "node:assert/strict";
import { access, cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import net from "node:net";
import { join, relative } from "node:path";
import { freePort, request, root, serve } from "../http/server.mjs";
import { assertEnded, assertOneSentence } from "./harness.mjs";
import { crc32, deflateSync } from "./png.mjs";
import { s3Service } from "./s3.mjs";

const pack = join(root, "regions/orebro");
const page = "/om/demonstrationen";
const aYear = "public, max-age=31536000, immutable";

/** A PNG whose colours change from edge to edge. */
function png(width, height) {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0, at = 0; y < height; y += 1) {
    at += 1;
    for (let x = 0; x < width; x += 1, at += 3) {
      rows[at] = (255 * x) / width;
      rows[at + 1] = (255 * y) / height;
      rows[at + 2] = (x * y) % 251;
    }
  }
  const chunk = (kind, content) => {
    const bytes = Buffer.concat([Buffer.alloc(4), Buffer.from(kind, "latin1"), content, Buffer.alloc(4)]);
    bytes.writeUInt32BE(content.length, 0);
    bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), bytes.length - 4);
    return bytes;
  };
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

/** The region's pack with a photograph and a drawing on one page. */
async function packWithPictures(folder) {
  await cp(pack, folder, { recursive: true });
  await mkdir(join(folder, "media"), { recursive: true });
  const put = (name, content) => writeFile(join(folder, "media", name), content);
  await put("prov-foto.png", png(800, 600));
  await put("prov-foto.json", JSON.stringify({ kind: "photograph", credit: "Anna Ek", licence: "CC BY 4.0", focus: { x: 30, y: 40 } }));
  await put("prov-karta.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4" onload="x()"><script>x()</script><path d="M0 0h8"/><text x="1" y="3">Prov</text></svg>');
  await put("prov-karta.json", JSON.stringify({ kind: "illustration" }));
  const file = join(folder, "documents/page/about/sv.json");
  const document = JSON.parse(await readFile(file, "utf8"));
  document.body.blocks.push(
    { type: "picture", data: { picture: { key: "prov-foto", alt: "Ett provfoto" }, shape: "wide" } },
    { type: "picture", data: { picture: { key: "prov-karta", decorative: true } } },
  );
  await writeFile(file, JSON.stringify(document));
}

async function bytesIn(folder) {
  const all = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    all[relative(folder, path)] = (await readFile(path)).toString("base64");
  }
  return all;
}

/** Every address of a picture on the page. */
async function addressesOn(origin) {
  const { status, body } = await request(origin, { path: page });
  assert.equal(status, 200);
  return [...new Set(body.match(/\/media\/[^\s"]+/g))];
}

async function assertPicturesServed(origin) {
  const addresses = await addressesOn(origin);
  assert.equal(addresses.length, 4 * 3 + 1, addresses.join("\n")); // 320, 480, 640, 800 in three formats, and the drawing
  const types = { avif: "image/avif", webp: "image/webp", jpg: "image/jpeg", svg: "image/svg+xml" };
  for (const path of addresses) {
    const answer = await request(origin, { path });
    assert.equal(answer.status, 200, path);
    assert.equal(answer.headers["content-type"], types[path.split(".").at(-1)], path);
    assert.equal(answer.headers["cache-control"], aYear, path);
    assert.equal(answer.headers["x-content-type-options"], "nosniff", path);
    assert.ok(answer.bytes.length > 50, path);
  }
  return addresses;
}

const isThere = (path) => access(path).then(() => true, () => false);

export default [
  {
    name: "pictures: export, import, export gives the same bytes, without script and metadata",
    async body({ smartmove, scratch }) {
      await packWithPictures(join(scratch, "pack"));
      assertEnded(await smartmove("import", "pack", "--data", "a"), 0);
      assertEnded(await smartmove("export", "one", "--data", "a"), 0);
      assertEnded(await smartmove("import", "one", "--data", "b"), 0);
      assertEnded(await smartmove("export", "two", "--data", "b"), 0);
      const one = await bytesIn(join(scratch, "one"));
      assert.deepEqual(await bytesIn(join(scratch, "two")), one);
      const regions = (await readdir(join(pack, "media"))).map((name) => `media/${name}`);
      assert.deepEqual(Object.keys(one).filter((name) => name.startsWith("media/")).sort(),
        [...regions, "media/prov-foto.json", "media/prov-foto.png", "media/prov-karta.json", "media/prov-karta.svg"].sort());
      assert.ok(!(await readFile(join(scratch, "one/media/prov-karta.svg"), "utf8")).includes("script"));
    },
  },
  {
    name: "pictures: --check keeps nothing, and a picture that is none is named",
    async body({ smartmove, scratch }) {
      await packWithPictures(join(scratch, "pack"));
      assertEnded(await smartmove("import", "pack", "--check", "--data", "a"), 0);
      assert.ok(!(await isThere(join(scratch, "a/media"))));
      await writeFile(join(scratch, "pack/media/prov-foto.png"), "GIF87 it is not");
      assertEnded(await smartmove("import", "pack", "--data", "a"), 1, "media/prov-foto.png:1: found a file that is no picture");
      await writeFile(join(scratch, "pack/media/prov-foto.png"), png(800, 600));
      assertEnded(await smartmove("import", "pack", "--data", "a", "--max-image-pixels", "479999"), 1,
        "media/prov-foto.png:1: found 800 × 600 pixels, expected at most 479999 pixels in all");
      assert.ok(!(await isThere(join(scratch, "a/media"))));
    },
  },
  {
    name: "pictures: served in every size, in parts, once only; made again when they are deleted",
    async body({ smartmove, binary, scratch }) {
      await packWithPictures(join(scratch, "pack"));
      assertEnded(await smartmove("import", "pack", "--data", "data"), 0);
      const server = await serve(binary, ["--data", join(scratch, "data")]);
      try {
        const addresses = await assertPicturesServed(server.origin);
        const path = addresses.find((address) => address.endsWith("640-30-40-v1.webp"));
        const ask = (headers, method = "GET") => request(server.origin, { path, headers, method });
        const whole = await ask({});
        const { etag } = whole.headers;
        assert.match(etag, /^"[^"]+"$/);
        const known = await ask({ "If-None-Match": etag });
        assert.equal(known.status, 304);
        assert.equal(known.headers.etag, etag);
        const part = await ask({ Range: "bytes=10-19", "If-Range": etag });
        assert.equal(part.status, 206);
        assert.equal(part.headers["content-range"], `bytes 10-19/${whole.bytes.length}`);
        assert.deepEqual(part.bytes, whole.bytes.subarray(10, 20));
        assert.deepEqual((await ask({ Range: "bytes=-5" })).bytes, whole.bytes.subarray(-5));
        assert.equal((await ask({ Range: "bytes=10-19", "If-Range": '"other"' })).status, 200);
        assert.equal((await ask({ Range: "bytes=0-1,5-6" })).status, 200);
        const beyond = await ask({ Range: "bytes=99999999-" });
        assert.equal(beyond.status, 416);
        assert.equal(beyond.headers["content-range"], `bytes */${whole.bytes.length}`);
        const head = await ask({ Range: "bytes=10-19" }, "HEAD");
        assert.deepEqual([head.status, head.bytes.length, head.headers["content-length"]], [200, 0, String(whole.bytes.length)]);
        assert.equal((await request(server.origin, { path: path.replace("640", "641") })).status, 404);
        assert.equal((await request(server.origin, { path: path.replace("30-40", "31-40") })).status, 404);
        const drawing = await request(server.origin, { path: addresses.find((address) => address.endsWith(".svg")) });
        assert.match(drawing.headers["content-security-policy"], /default-src 'none'.*sandbox/);
        await rm(join(scratch, "data/media/renditions"), { recursive: true });
        assert.deepEqual((await ask({})).bytes, whole.bytes);
      } finally {
        assert.equal((await server.stop()).code, 0, server.log());
      }
    },
  },
  {
    name: "pictures in an S3-compatible service: in, served, out",
    async body({ smartmove, binary, scratch }) {
      await packWithPictures(join(scratch, "pack"));
      const service = await s3Service(scratch);
      try {
        assertEnded(await smartmove("import", "pack", "--data", "data", service.settings), 0);
        assert.ok(!(await isThere(join(scratch, "data/media"))));
        assertEnded(await smartmove("export", "one", "--data", "data", service.settings), 0);
        const out = await bytesIn(join(scratch, "one"));
        assert.equal(out["media/prov-foto.png"], png(800, 600).toString("base64"));
        const server = await serve(binary, ["--data", join(scratch, "data")], service.settings);
        try {
          const addresses = await assertPicturesServed(server.origin);
          const kept = Object.keys(await bytesIn(join(scratch, "s3"))).filter((name) => name.includes("site/renditions/"));
          assert.ok(kept.length >= addresses.length - 1, kept.join("\n"));
        } finally {
          assert.equal((await server.stop()).code, 0, server.log());
        }
      } finally {
        await service.dispose();
      }
    },
  },
  {
    name: "pictures in an S3-compatible service: what is wrong is said in one sentence, and nothing is imported",
    async body({ smartmove, scratch }) {
      await packWithPictures(join(scratch, "pack"));
      assertEnded(await smartmove("init", "--data", "data"), 0); // its migrations are logged now, not beside the sentence
      const service = await s3Service(scratch);
      const refused = async (settings, ...words) => {
        const result = await smartmove("import", "pack", "--data", "data", { ...service.settings, ...settings });
        assertEnded(result, 1, ...words);
        assertOneSentence(result);
        assert.ok(!result.stderr.includes("wrong-secret"), result.stderr);
      };
      try {
        await refused({ SMARTMOVE_S3_ACCESS_KEY: "NOBODY" }, "check s3-access-key, s3-secret-key");
        await refused({ SMARTMOVE_S3_SECRET_KEY: "wrong-secret" }, "check s3-access-key, s3-secret-key");
        await refused({ SMARTMOVE_MEDIA_STORE: "s3://finns-inte" }, "no such bucket: check media-store");
        await refused({ SMARTMOVE_MEDIA_STORE: "s3://" }, "names no bucket");
        await refused({ SMARTMOVE_S3_REGION: "" }, "--s3-region must be set too");
        await refused({ SMARTMOVE_S3_ENDPOINT: `http://127.0.0.1:${await freePort()}` }, "cannot be reached: check s3-endpoint");
        const sockets = [];
        const silent = net.createServer((socket) => sockets.push(socket.on("error", () => {}))).listen(0, "127.0.0.1");
        await new Promise((listening) => silent.once("listening", listening));
        const slow = { SMARTMOVE_S3_ENDPOINT: `http://127.0.0.1:${silent.address().port}`, SMARTMOVE_S3_TIMEOUT_SECONDS: "1" };
        await refused(slow, "cannot be reached: check s3-endpoint");
        sockets.forEach((socket) => socket.destroy());
        silent.close();
      } finally {
        await service.dispose();
      }
      const exported = await smartmove("export", "one", "--data", "data");
      assert.equal(exported.code, 1, "something was imported");
    },
  },
];
