// Debian's Chromium by playwright-core: nothing of its own downloaded, no word to anybody outside.
import { existsSync } from "node:fs";
import { launch as launchChrome } from "chrome-launcher";
import { chromium } from "playwright-core";

const switches = [
  "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
  "--disable-sync", "--disable-default-apps", "--no-default-browser-check", "--disable-dev-shm-usage", "--font-render-hinting=none",
];

// Chromium refuses to build its sandbox for root.
const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

/** The Chromium to use: the one in $CHROMIUM, else Debian's. */
function program() {
  const path = process.env.CHROMIUM || "/usr/bin/chromium";
  if (!existsSync(path)) throw new Error(`${path} is not there; run script/bootstrap, or set CHROMIUM.`);
  return path;
}

/** A headless Chromium that playwright drives. */
export function launch() {
  return chromium.launch({ executablePath: program(), headless: true, args: [...switches, ...sandbox] });
}

/** A headless Chromium as Lighthouse wants it: { port, kill }. One that playwright started gives it no trace to read. */
export function launchForLighthouse() {
  return launchChrome({ chromePath: program(), chromeFlags: ["--headless=new", ...switches, ...sandbox], logLevel: "silent" });
}

/** Every way a page is opened: { width, script }. */
export const openings = [375, 1280].flatMap((width) => [true, false].map((script) => ({ width, script })));

/** Both colour schemes; a page that is open changes from one to the other. */
export const schemes = ["light", "dark"];

/** The context for one opening; what it says beyond width and script is Chromium's own (forcedColors, reducedMotion …). */
export function contextFor(browser, { width, script, ...own }, origin) {
  return browser.newContext({
    baseURL: origin,
    colorScheme: schemes[0],
    javaScriptEnabled: script,
    viewport: { width, height: 800 },
    locale: "sv-SE",
    timezoneId: "Europe/Stockholm",
    ...own,
  });
}
