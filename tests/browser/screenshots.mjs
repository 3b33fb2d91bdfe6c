// use: node tests/browser/screenshots.mjs BINARY FOLDER [PATH…]
// Pictures to look at: by default home, an audience, a municipality, a profile, a story, comparisons and a campaign at 375 and 1280 px, light and dark.
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { siteWithPack } from "../http/server.mjs";
import { readSitemap } from "../http/sitemap.mjs";
import { contextFor, launch, schemes } from "./chromium.mjs";

const [binary, folder, ...wanted] = process.argv.slice(2);
if (!binary || !folder) {
  console.error("use: node tests/browser/screenshots.mjs BINARY FOLDER [PATH…]");
  process.exit(2);
}

const site = await siteWithPack(resolve(binary));
const browser = await launch();
try {
  await mkdir(folder, { recursive: true });
  const listed = (await readSitemap(site.origin)).map(({ path }) => path);
  const first = (start) => listed.find((path) => path.startsWith(start));
  const paths = wanted.length ? wanted : ["/", first("/for/"), "/kommuner/kumla", first("/profiler/"), first("/las/"),
    "/jamfor", first("/jamfor/"), "/jamfor/orebro/stockholm", first("/kampanj/")].filter(Boolean);
  for (const width of [375, 1280]) {
    const context = await contextFor(browser, { width, script: true }, site.origin);
    const page = await context.newPage();
    for (const path of paths) {
      await page.goto(path, { waitUntil: "networkidle" });
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        const file = join(folder, `${path.replaceAll("/", "-").slice(1) || "home"}-${width}-${colorScheme}.png`);
        await page.screenshot({ path: file, fullPage: true });
        console.log(file);
      }
    }
    await context.close();
  }
} finally {
  await browser.close();
  await site.dispose();
}
