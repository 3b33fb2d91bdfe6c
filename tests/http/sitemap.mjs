// The sitemap as a promise: each address in it answers, in every language, and each page says the same as the sitemap.
import { request } from "./server.mjs";

/** [{ path, alternates: { sv: path, en: path, "x-default": path } }] of /sitemap.xml. */
export async function readSitemap(origin) {
  const { status, body } = await request(origin, { path: "/sitemap.xml" });
  if (status !== 200) throw new Error(`/sitemap.xml answered ${status}`);
  return [...body.matchAll(/<url>(.*?)<\/url>/gs)].map(([, entry]) => ({
    path: pathOf(/<loc>(.*?)<\/loc>/.exec(entry)?.[1]),
    alternates: Object.fromEntries(
      [...entry.matchAll(/<xhtml:link\b[^>]*>/g)].map(([link]) => [attribute(link, "hreflang"), pathOf(attribute(link, "href"))]),
    ),
  }));
}

/** Complaints, a list a page: [{ name, complaints }]. */
export async function checkSitemap(origin) {
  const entries = await readSitemap(origin);
  const listed = new Set(entries.map((entry) => entry.path));
  const results = [{ name: "the sitemap as a whole", complaints: judgeWhole(entries, listed) }];
  for (const entry of entries) {
    const answer = await request(origin, { path: entry.path });
    results.push({ name: `sitemap: ${entry.path}`, complaints: judgePage(entry, answer, listed) });
  }
  return results;
}

function judgeWhole(entries, listed) {
  const complaints = [];
  if (entries.length < 20) complaints.push(`only ${entries.length} addresses`);
  if (listed.size !== entries.length) complaints.push("an address stands there twice");
  for (const language of ["sv", "en"]) {
    const count = entries.filter((entry) => languageOf(entry.path) === language).length;
    if (count < entries.length / 2) complaints.push(`${count} of ${entries.length} addresses are in ${language}`);
  }
  return complaints;
}

function judgePage({ path, alternates }, { status, headers, body }, listed) {
  const complaints = [];
  const expect = (right, complaint) => right || complaints.push(complaint);
  expect(status === 200, `status ${status}`);
  expect(headers["content-type"] === "text/html; charset=utf-8", `content-type ${headers["content-type"]}`);
  for (const language of ["sv", "en", "x-default"]) {
    expect(listed.has(alternates[language]), `its ${language} alternate is ${alternates[language]}, which is not in the sitemap`);
  }
  const language = languageOf(path);
  expect(alternates[language] === path, `its ${language} alternate is ${alternates[language]}, not itself`);
  expect(new RegExp(`<html[^>]*\\blang="?${language}\\b`).test(body), `<html lang> is not ${language}`);

  const links = [...body.matchAll(/<link\b[^>]*>/g)].map(([link]) => link);
  const canonical = links.filter((link) => attribute(link, "rel") === "canonical").map((link) => pathOf(attribute(link, "href")));
  expect(canonical.length === 1 && canonical[0] === path, `canonical is ${canonical.join(", ") || "missing"}`);
  for (const [language, target] of Object.entries(alternates)) {
    const found = links.find((link) => attribute(link, "rel") === "alternate" && attribute(link, "hreflang") === language);
    expect(found && pathOf(attribute(found, "href")) === target, `<link rel=alternate hreflang=${language}> is not ${target}`);
  }
  for (const property of ["og:title", "og:description", "og:url", "og:type"]) {
    expect(new RegExp(`<meta [^>]*property="${property}"[^>]*content="[^"]+"`).test(body), `${property} is missing`);
  }
  expect(/<meta [^>]*name="description"[^>]*content="[^"]{20,}"/.test(body), "its description is missing or short");
  expect(/<title>[^<]{3,}<\/title>/.test(body), "its title is missing");
  return complaints;
}

const languageOf = (path) => (/^\/en(\/|$)/.test(path) ? "en" : "sv");

function attribute(tag, name) {
  const match = new RegExp(`\\b${name}=(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`).exec(tag);
  return match?.[1] ?? match?.[2] ?? match?.[3];
}

function pathOf(address) {
  if (!address) return undefined;
  const url = new URL(address.replaceAll("&amp;", "&"), "http://localhost");
  return url.pathname + url.search;
}
