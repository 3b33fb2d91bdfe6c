// Debian's Chromium by playwright-core: nothing of its own downloaded, no word to anybody outside.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const switches = [
  "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
  "--disable-sync", "--disable-default-apps", "--no-default-browser-check", "--disable-dev-shm-usage", "--font-render-hinting=none",
];

/** A headless Chromium: the one in $CHROMIUM, else Debian's. */
export async function launch() {
  const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
  if (!existsSync(executablePath)) throw new Error(`${executablePath} is not there; run script/bootstrap, or set CHROMIUM.`);
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath, headless: true, args: [...switches, ...sandbox] });
}

/** Every way a page is opened: { width, script }. */
export const openings = [375, 1280].flatMap((width) => [true, false].map((script) => ({ width, script })));

/** Both colour schemes; a page that is open changes from one to the other. */
export const schemes = ["light", "dark"];

/** The context for one opening. */
export function contextFor(browser, { width, script }, origin) {
  return browser.newContext({
    baseURL: origin,
    colorScheme: schemes[0],
    javaScriptEnabled: script,
    viewport: { width, height: 800 },
    locale: "sv-SE",
    timezoneId: "Europe/Stockholm",
  });
}
