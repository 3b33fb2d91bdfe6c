// What can only be said of a page in a browser: accessibility, overflow, storage, requests, the console.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const everything = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"] };
const colours = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

/** One tab that opens address after address, as wide as it is and with or without script. */
export class Tab {
  constructor(page, { width, script }, origin) {
    Object.assign(this, { page, width, script, origin, heard: [], address: "", status: 200 });
    page.setDefaultTimeout(20_000);
    page.on("console", (message) => {
      const aboutStatus = this.status !== 200 && message.text().includes(`status of ${this.status}`);
      if (["error", "warning"].includes(message.type()) && !aboutStatus) this.heard.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.heard.push(`script: ${error.message}`));
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(`${origin}/`) && !url.startsWith("data:")) this.heard.push(`a request to ${url}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400 && response.url() !== this.address) this.heard.push(`${response.url()} answered ${response.status()}`);
    });
  }

  static async open(context, opening, origin) {
    const page = await context.newPage();
    if (opening.script) await page.addInitScript(recordStorage);
    return new Tab(page, opening, origin);
  }

  /** Complaints about the page at `path`, which should answer with `status`: a list for each scheme. */
  async complaints(path, status, schemes) {
    Object.assign(this, { heard: [], address: this.origin + path, status });
    const found = Object.fromEntries(schemes.map((scheme) => [scheme, []]));
    try {
      await this.page.setViewportSize({ width: this.width, height: 800 });
      const answer = await this.page.goto(path, { waitUntil: "load" });
      if (answer.status() !== status) this.heard.push(`status ${answer.status()}, expected ${status}`);
      for (const scheme of schemes) found[scheme].push(...(await this.#look(scheme, scheme === schemes[0])));
      if (this.script) this.heard.push(...(await storage(this.page)));
      const cookies = await this.page.context().cookies();
      if (cookies.length) this.heard.push(`cookies: ${cookies.map(({ name }) => name).join(", ")}`);
    } catch (error) {
      this.heard.push(error.message.split("\n")[0]);
    }
    found[schemes[0]].push(...this.heard);
    return found;
  }

  async #look(scheme, first) {
    await this.page.emulateMedia({ colorScheme: scheme });
    const complaints = await overflow(this.page);
    if (first && this.width === 375) {
      await this.page.setViewportSize({ width: 320, height: 800 });
      complaints.push(...(await overflow(this.page)));
    }
    // Figures closed at the one width, open at the other: both are what people see.
    if (first && this.width === 1280) {
      await this.page.evaluate(() => document.querySelectorAll("details").forEach((each) => { each.open = true; }));
      complaints.push(...(await overflow(this.page)));
    }
    // In the second scheme only colours are other than they were.
    if (this.script) complaints.push(...(await accessibility(this.page, first ? everything : colours)));
    return complaints;
  }
}

async function overflow(page) {
  const found = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return null;
    const wide = [...document.body.querySelectorAll("*")].filter((each) => each.getBoundingClientRect().right > width + 1);
    return { width, needed: document.documentElement.scrollWidth, who: wide.slice(0, 3).map((each) => each.outerHTML.slice(0, 120)) };
  });
  return found ? [`scrolls sideways: ${found.needed} px wide in ${found.width}; ${found.who.join(" · ")}`] : [];
}

/** Runs in the page before its own scripts: notes each use of a cookie or of storage, reading too. */
function recordStorage() {
  const used = [];
  Object.defineProperty(window, "storageUsed", { value: used });
  const note = (object, name) => {
    const original = Object.getOwnPropertyDescriptor(object, name);
    Object.defineProperty(object, name, {
      configurable: true,
      get() { used.push(name); return original.get.call(this); },
      set(value) { used.push(name); original.set?.call(this, value); },
    });
  };
  note(Document.prototype, "cookie");
  for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) note(window, name);
}

async function storage(page) {
  const used = await page.evaluate(() => [...window.storageUsed]);
  const kept = await page.evaluate(async () => [
    ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await indexedDB.databases()).map(({ name }) => name),
  ]);
  return [
    ...(used.length ? [`the page uses ${[...new Set(used)].join(", ")}`] : []),
    ...(kept.length ? [`stored on the device: ${kept.join(", ")}`] : []),
  ];
}

async function accessibility(page, runOnly) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource);
  const violations = await page.evaluate(async (only) => {
    const result = await window.axe.run(document, { runOnly: only, resultTypes: ["violations"] });
    return result.violations.map(({ id, help, nodes }) => ({
      id, help, where: nodes.slice(0, 3).map(({ target, failureSummary }) => `${target.join(" ")} — ${failureSummary.replace(/\s+/g, " ")}`),
    }));
  }, runOnly);
  return violations.map(({ id, help, where }) => `axe ${id}: ${help}; ${where.join(" · ")}`);
}
