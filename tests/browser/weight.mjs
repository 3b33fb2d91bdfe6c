// What a first visit costs: bytes on the wire, and whether what one reads stays where it is while the rest comes.
import assert from "node:assert/strict";
import { request } from "../http/server.mjs";

/** The bytes that a browser with gzip and brotli is sent for each path. */
async function transferred(origin, paths) {
  const sizes = await Promise.all(paths.map(async (path) => {
    const { bytes } = await request(origin, { path, headers: { "Accept-Encoding": "gzip, deflate, br" } });
    return bytes.length;
  }));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Photographs are counted by themselves: what they weigh is the editor's choice. */
const isPhotograph = (path) => path.startsWith("/media/");

export const weight = [
  {
    name: "a first visit to any kind of page weighs less than 100 KB without photographs, its script less than 10 KB",
    script: true,
    async body(page, origin, types, open) {
      for (const [type, path] of Object.entries(types)) {
        const visit = await open({ width: 375, script: true }); // nothing is kept from the visit before
        const paths = new Map();
        visit.on("response", (response) => paths.set(response.url().slice(origin.length), response.request().resourceType()));
        await visit.goto(path, { waitUntil: "networkidle" });
        const all = [...paths.keys()];
        const [whole, script, photographs] = await Promise.all([
          all.filter((each) => !isPhotograph(each)), all.filter((each) => paths.get(each) === "script"), all.filter(isPhotograph),
        ].map((each) => transferred(origin, each)));
        const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;
        console.log(`first visit to ${type} (${path}): ${kilobytes(whole)} in ${all.length} answers, of it script ${kilobytes(script)}`
          + (photographs ? `; photographs ${kilobytes(photographs)}` : ""));
        assert.ok(whole < 100_000, `${path} transfers ${whole} bytes: ${all.join(" ")}`);
        assert.ok(script < 10_000, `${path} transfers ${script} bytes of script`);
        await visit.context().close();
      }
    },
  },
  {
    name: "nothing moves while a page of any kind loads",
    script: true,
    async body(page, origin, types) {
      for (const path of Object.values(types)) {
        await page.goto(path, { waitUntil: "networkidle" });
        const shift = await page.evaluate(() => new Promise((done) => {
          let sum = 0;
          new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; }))
            .observe({ type: "layout-shift", buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
        }));
        assert.ok(shift < 0.05, `${path}: layout shift ${shift}`);
      }
    },
  },
];
