// use: node tests/browser/run.mjs BINARY [WORD]
// Every address of the sitemap (and the page for what is not there), in both languages, light and dark, 375 and 1280 px
// (320 too), script on and off. With WORD only addresses and behaviours that have it.
import { resolve } from "node:path";
import { siteWithPack } from "../http/server.mjs";
import { readSitemap } from "../http/sitemap.mjs";
import { behaviours } from "./behaviours.mjs";
import { contextFor, launch, openings, schemes } from "./chromium.mjs";
import { Documents } from "./documents.mjs";
import { forcedColours } from "./forced_colours.mjs";
import { keyboard } from "./keyboard.mjs";
import { Tab } from "./look.mjs";
import { modes } from "./modes.mjs";
import { pageTypes } from "./page_types.mjs";
import { weight } from "./weight.mjs";
import { zoom } from "./zoom.mjs";

const [binary, word = ""] = process.argv.slice(2);
if (!binary) {
  console.error("use: node tests/browser/run.mjs BINARY [WORD]");
  process.exit(2);
}

const total = { passed: 0, failed: 0 };

function report(name, complaints) {
  total[complaints.length ? "failed" : "passed"] += 1;
  if (complaints.length) console.log(`not ok: ${name}\n${complaints.map((line) => `    ${line}`).join("\n")}`);
}

/** Runs the jobs two at a time: the test machine has two cores. */
async function allOf(jobs) {
  const waiting = jobs[Symbol.iterator]();
  const worker = async () => {
    for (const job of waiting) await job();
  };
  await Promise.all([worker(), worker()]);
}

async function lookAtPages(browser, origin, pages) {
  const documents = new Documents(origin);
  for (const { path, status } of pages) report(path, await documents.complaints(path, status));
  await allOf(openings.map((opening) => async () => {
    const context = await contextFor(browser, opening, origin);
    const tab = await Tab.open(context, opening, origin);
    for (const { path, status } of pages) {
      const found = await tab.complaints(path, status, schemes);
      for (const scheme of schemes) {
        report(`${path} (${scheme}, ${opening.width} px, script ${opening.script ? "on" : "off"})`, found[scheme]);
      }
    }
    await context.close();
  }));
}

/** Does what a person does: each as a new visitor, with a page of its own and, by `open`, more of them. */
async function behave(browser, origin) {
  const types = await pageTypes(origin);
  const wanted = [...behaviours, ...keyboard, ...zoom, ...forcedColours, ...modes, ...weight].filter(({ name }) => name.includes(word));
  await allOf(wanted.map(({ name, script, context: own = {}, body }) => async () => {
    const contexts = [];
    const open = async (opening) => {
      const context = await contextFor(browser, opening, origin);
      contexts.push(context);
      context.setDefaultTimeout(10_000);
      return context.newPage();
    };
    try {
      await body(await open({ width: 1280, script, ...own }), origin, types, open);
      report(name, []);
    } catch (error) {
      report(name, error.message.split("\n").slice(0, 12));
    } finally {
      for (const context of contexts) await context.close();
    }
  }));
}

const site = await siteWithPack(resolve(binary));
const browser = await launch();
try {
  const listed = (await readSitemap(site.origin)).map(({ path }) => ({ path, status: 200 }));
  const searches = ["/sok", "/sok?q=kumla", "/sok?q=kumla&typ=place_page", "/sok?q=raketbas", "/sok?q=halleforz",
    "/en/search", "/en/search?q=lake", "/en/search?q=submarine"].map((path) => ({ path, status: 200 }));
  const pairs = ["/jamfor/orebro/stockholm", "/jamfor/kumla/kumla", "/jamfor?here=Kumla&there=Stokholm", "/jamfor/orsa/are", "/en/compare/kumla/palo-alto", "/en/compare/nora/sweden"]
    .map((path) => ({ path, status: 200 }));
  const missing = [{ path: "/jamfor/orebro/atlantis", status: 404 }, { path: "/finns-inte", status: 404 }, { path: "/en/not-here", status: 404 }];
  await lookAtPages(browser, site.origin, [...listed, ...searches, ...pairs, ...missing].filter(({ path }) => path.includes(word)));
  await behave(browser, site.origin);
} finally {
  await browser.close();
  await site.dispose();
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed || !total.passed ? 1 : 0;
