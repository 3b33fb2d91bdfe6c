// What a row of a scenario table means.
//
//   {"name": "…", "method": "GET", "path": "/", "headers": {…}, "body": "…",
//    "status": 200, "answer": {"content-type": "text/html; charset=utf-8", "etag": {"matches": "^\""}, "x": {"absent": true}},
//    "body_has": ["…"], "body_has_not": ["…"], "body_empty": true, "json": {"pointer": value or {"matches": "…"}},
//    "keep": {"etag": {"header": "etag"}, "css": {"body": "href=\"(/assets/.*?)\""}}, "then": [further rows]}
// `keep` saves a header, or what the first group of a pattern finds in the body; the rows of `then`, played in order,
// write it as ${etag}.
import { request } from "./server.mjs";

/** Every complaint about one row (and the rows after it in `then`); [] when all is as it should be. */
export async function play(origin, row, always, kept = {}) {
  const filled = fill(row, kept);
  const answer = await request(origin, filled);
  const complaints = [
    ...judge(filled, answer),
    ...judgeHeaders(alwaysFor(answer.status, always), answer.headers).map((complaint) => `${complaint} (expected of every answer)`),
  ].map((complaint) => `${filled.method ?? "GET"} ${filled.path}: ${complaint}`);
  for (const [name, { header, body }] of Object.entries(filled.keep ?? {})) {
    kept[name] = header ? answer.headers[header] : new RegExp(body).exec(answer.body)?.[1];
    if (kept[name] === undefined) complaints.push(`nothing to keep as ${name}`);
  }
  for (const next of row.then ?? []) complaints.push(...(await play(origin, next, always, kept)));
  return complaints;
}

// A 304 sends no header again that the kept answer has already; but what must be absent must be so there too.
function alwaysFor(status, always) {
  return status === 304 ? Object.fromEntries(Object.entries(always).filter(([, wanted]) => wanted.absent)) : always;
}

function fill(row, kept) {
  const { then: _, ...own } = row;
  return JSON.parse(JSON.stringify(own), (__, value) =>
    typeof value === "string" ? value.replace(/\$\{(\w+)\}/g, (all, name) => kept[name] ?? all) : value);
}

function judge(row, answer) {
  const complaints = [];
  if (answer.status !== row.status) complaints.push(`status ${answer.status}, expected ${row.status}; body: ${shorten(answer.body)}`);
  complaints.push(...judgeHeaders(row.answer ?? {}, answer.headers));
  for (const text of row.body_has ?? []) {
    if (!answer.body.includes(text)) complaints.push(`the body has no ${JSON.stringify(text)}: ${shorten(answer.body)}`);
  }
  for (const text of row.body_has_not ?? []) {
    if (answer.body.includes(text)) complaints.push(`the body has ${JSON.stringify(text)}`);
  }
  if (row.body_empty && answer.bytes.length > 0) complaints.push(`a body of ${answer.bytes.length} bytes, expected none`);
  if (row.json) complaints.push(...judgeJson(row.json, answer.body));
  return complaints;
}

function judgeHeaders(expected, headers) {
  return Object.entries(expected).flatMap(([name, wanted]) => {
    const found = headers[name];
    if (wanted.absent) return found === undefined ? [] : [`header ${name}: ${found}, expected none`];
    return fits(wanted, found) ? [] : [`header ${name}: ${found ?? "(none)"}, expected ${JSON.stringify(wanted)}`];
  });
}

function judgeJson(expected, body) {
  let value;
  try {
    value = JSON.parse(body);
  } catch {
    return [`the body is not JSON: ${shorten(body)}`];
  }
  return Object.entries(expected).flatMap(([pointer, wanted]) => {
    const found = at(value, pointer);
    return fits(wanted, found) ? [] : [`${pointer}: ${JSON.stringify(found) ?? "(none)"}, expected ${JSON.stringify(wanted)}`];
  });
}

function at(value, pointer) {
  const steps = pointer.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  return steps.reduce((inside, step) => (inside === null || typeof inside !== "object" ? undefined : inside[step]), value);
}

function fits(wanted, found) {
  if (wanted === null || typeof wanted !== "object") return wanted === found;
  if (wanted.absent) return found === undefined;
  if (wanted.present) return found !== undefined;
  if (wanted.type) return (Array.isArray(found) ? "array" : typeof found) === wanted.type;
  if (wanted.matches !== undefined) return found !== undefined && new RegExp(wanted.matches).test(String(found));
  return JSON.stringify(wanted) === JSON.stringify(found);
}

function shorten(text) {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
