// Bytes that no well-behaved client sends, through a bare socket: what is answered, and whether the connection is kept.
//
// A row of malformed.json: {"name": "…", "send": "bytes, each character one" or [parts; {"repeat": "x", "times": n}],
//   "status": 400, "kept": true, "json": true, "alone": true, "location": "/x"}
// Behind the bytes goes a right request for /healthz (but for `alone`): of a kept connection it is answered, on another
// nobody may read it.
import { readFile } from "node:fs/promises";
import net from "node:net";
import { join } from "node:path";
import { root } from "./server.mjs";

const after = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";

/** Complaints, a list a row: [{ name, complaints }]. */
export async function checkMalformed(origin, always) {
  const rows = JSON.parse(await readFile(join(root, "tests/http/malformed.json")));
  const results = [];
  for (const row of rows) {
    const bytes = [row.send].flat().map((part) => (typeof part === "string" ? part : part.repeat.repeat(part.times))).join("");
    const answers = answersIn(await exchange(origin, Buffer.from(row.alone ? bytes : bytes + after, "latin1"), row.kept ? 2 : Infinity));
    results.push({ name: `malformed: ${row.name}`, complaints: judge(row, answers, always) });
  }
  return results;
}

/** All that comes until the server closes, or until there are `enough` answers. */
export function exchange(origin, bytes, enough = Infinity) {
  const { hostname, port } = new URL(origin);
  return new Promise((done, failed) => {
    let received = Buffer.alloc(0);
    const socket = net.connect({ host: hostname, port });
    const finish = () => {
      socket.destroy();
      done(received);
    };
    socket.setTimeout(20_000, () => {
      socket.destroy();
      failed(new Error(`the connection was neither answered nor closed in 20 s; received: ${received.toString("latin1").slice(0, 300)}`));
    });
    socket.on("data", (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (answersIn(received).length >= enough) finish();
    });
    // A server that closes while bytes are still on their way to it resets the connection.
    socket.on("error", (error) => (["ECONNRESET", "EPIPE"].includes(error.code) ? finish() : failed(error)));
    socket.on("end", finish);
    socket.write(bytes);
  });
}

function answersIn(bytes) {
  const answers = [];
  let text = bytes.toString("latin1");
  while (text.includes("\r\n\r\n")) {
    const end = text.indexOf("\r\n\r\n");
    const [line, ...fields] = text.slice(0, end).split("\r\n");
    const headers = Object.fromEntries(fields.map((field) => [field.slice(0, field.indexOf(":")).toLowerCase(), field.slice(field.indexOf(":") + 2)]));
    const length = Number(headers["content-length"] ?? 0);
    const body = text.slice(end + 4, end + 4 + length);
    if (body.length < length) break;
    answers.push({ status: Number(line.split(" ")[1]), headers, body });
    text = text.slice(end + 4 + length);
  }
  return answers;
}

function judge(row, answers, always) {
  const expected = row.kept ? [row.status, 200] : [row.status];
  const statuses = answers.map(({ status }) => status);
  if (JSON.stringify(statuses) !== JSON.stringify(expected)) return [`answers ${JSON.stringify(statuses)}, expected ${JSON.stringify(expected)}`];
  const complaints = [];
  const [{ headers, body }] = answers;
  for (const [name, wanted] of Object.entries(always)) {
    const fits = wanted.absent ? headers[name] === undefined : wanted.matches ? new RegExp(wanted.matches).test(headers[name] ?? "") : headers[name] === wanted;
    if (!fits) complaints.push(`header ${name}: ${headers[name]}`);
  }
  if (!row.kept && headers.connection !== "close") complaints.push(`header connection: ${headers.connection}`);
  if (headers.location !== row.location) complaints.push(`header location: ${headers.location}, expected ${row.location}`);
  if (row.kept || row.status === 200) return complaints;
  const type = row.json ? "application/problem+json" : "text/plain; charset=utf-8";
  if (headers["content-type"] !== type) complaints.push(`header content-type: ${headers["content-type"]}, expected ${type}`);
  const sentence = row.json ? JSON.parse(body).detail : body;
  if (!/^[A-Z][^\n]*\.\n?$/.test(sentence)) complaints.push(`the body is no sentence: ${body}`);
  return complaints;
}
