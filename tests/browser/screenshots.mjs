// use: node tests/browser/screenshots.mjs BINARY FOLDER [PATH…]
// Pictures to look at: by default one page of each kind at 375 and 1280 px, light and dark.
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { siteWithPack } from "../http/server.mjs";
import { contextFor, launch, schemes } from "./chromium.mjs";
import { pageTypes } from "./page_types.mjs";

const [binary, folder, ...wanted] = process.argv.slice(2);
if (!binary || !folder) {
  console.error("use: node tests/browser/screenshots.mjs BINARY FOLDER [PATH…]");
  process.exit(2);
}

const site = await siteWithPack(resolve(binary));
const browser = await launch();
try {
  await mkdir(folder, { recursive: true });
  const named = (path) => path.replaceAll(/[^\p{L}\d]+/gu, "-").replace(/^-|-$/g, "") || "home";
  const pictures = wanted.length ? wanted.map((path) => [named(path), path]) : Object.entries(await pageTypes(site.origin));
  for (const width of [375, 1280]) {
    const context = await contextFor(browser, { width, script: true }, site.origin);
    const page = await context.newPage();
    for (const [name, path] of pictures) {
      await page.goto(path, { waitUntil: "networkidle" });
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        const file = join(folder, `${name}-${width}-${colorScheme}.png`);
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
