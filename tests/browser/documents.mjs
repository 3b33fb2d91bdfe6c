// What can be said of a page from its bytes alone: valid HTML, one h1, its language, links that lead somewhere.
import { HtmlValidate } from "html-validate";
import { request } from "../http/server.mjs";

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    "doctype-style": "off",
    "no-trailing-whitespace": "off", // what a template leaves between its tags
    "long-title": "off", // the content's own limits see to that
    "require-sri": "off", // everything comes from our own origin
    "no-inline-style": "error",
    "no-implicit-close": "error",
  },
});

/** Looks at pages of one site and remembers the answers, for links point to the same few places. */
export class Documents {
  constructor(origin) {
    this.origin = origin;
    this.answers = new Map();
  }

  /** The answer of a path, asked for once. */
  fetch(path) {
    if (!this.answers.has(path)) this.answers.set(path, request(this.origin, { path }));
    return this.answers.get(path);
  }

  /** Every complaint about the page at `path`, which should answer with `status`. */
  async complaints(path, status) {
    const answer = await this.fetch(path);
    if (answer.status !== status) return [`status ${answer.status}, expected ${status}`];
    const html = answer.body;
    const language = /^\/en(\/|$)/.test(path) ? "en" : "sv";
    const complaints = [];
    if ((html.match(/<h1[\s>]/g) ?? []).length !== 1) complaints.push("not exactly one h1");
    if (!new RegExp(`<html[^>]* lang="${language}"`).test(html)) complaints.push(`<html lang> is not ${language}`);
    const report = await validator.validateString(html, path);
    for (const result of report.results) {
      for (const { line, column, message, ruleId } of result.messages) {
        complaints.push(`line ${line}, column ${column}: ${message} (html-validate ${ruleId})`);
      }
    }
    const targets = new Set([...html.matchAll(/\s(?:href|src|action)="([^"]*)"/g)].map(([, target]) => target.replaceAll("&amp;", "&")));
    for (const target of targets) complaints.push(...(await this.#judgeLink(path, target)));
    return complaints;
  }

  async #judgeLink(path, target) {
    let url;
    try {
      url = new URL(target, this.origin + path);
    } catch {
      return [`the link ${target} is no address`];
    }
    if (url.protocol === "mailto:") return /^mailto:[^@\s]+@[^@\s]+$/.test(url.href) ? [] : [`the link ${target} is no mail address`];
    if (!["http:", "https:"].includes(url.protocol)) return [`the link ${target} is neither https nor mailto`];
    const own = url.origin === this.origin || (url.hostname === "localhost" && url.port === new URL(this.origin).port);
    if (!own) return url.protocol === "https:" || /^http:\/\/[a-z0-9.-]+\.[a-z]{2,}/i.test(url.href) ? [] : [`the link ${target} leads nowhere`];
    const answer = await this.fetch(url.pathname + url.search);
    if (answer.status !== 200 && url.pathname !== path) return [`the link ${target} answers ${answer.status}`];
    const anchor = decodeURIComponent(url.hash.slice(1));
    if (anchor && !answer.body.includes(`id="${anchor}"`)) return [`the link ${target}: nothing there is called ${anchor}`];
    return [];
  }
}
