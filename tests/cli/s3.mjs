// An S3-compatible service on loopback. s3rver keeps the objects but looks at no signature of version 4, so a gate in
// front of it reckons each one anew, after AWS's documentation, from what really came over the wire.
import { createHash, createHmac } from "node:crypto";
import { mkdir } from "node:fs/promises";
import http from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";

const S3rver = createRequire(new URL("../browser/package.json", import.meta.url))("s3rver");
const secret = "S3RVER";

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const hmac = (key, text) => createHmac("sha256", key).update(text).digest();

function isSigned({ method, url, headers }, body) {
  const form = /^AWS4-HMAC-SHA256 Credential=[^/]+\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
  const [, day, region, names, signature] = form.exec(headers.authorization ?? "") ?? [];
  if (!signature || headers["x-amz-content-sha256"] !== sha256(body) || !headers["x-amz-date"].startsWith(day)) return false;
  const [path, query = ""] = url.split("?");
  const lines = names.split(";").map((name) => `${name}:${headers[name]}\n`).join("");
  const canonical = [method, path, query, lines, names, headers["x-amz-content-sha256"]].join("\n");
  const text = ["AWS4-HMAC-SHA256", headers["x-amz-date"], `${day}/${region}/s3/aws4_request`, sha256(canonical)].join("\n");
  const key = ["s3", "aws4_request"].reduce(hmac, hmac(hmac(`AWS4${secret}`, day), region));
  return hmac(key, text).toString("hex") === signature;
}

async function bytesOf(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function gate(port) {
  return http.createServer(async (request, answer) => {
    const body = await bytesOf(request);
    if (!isSigned(request, body)) {
      const words = "<Error><Code>SignatureDoesNotMatch</Code></Error>";
      answer.writeHead(403, { "Content-Type": "application/xml", "Content-Length": words.length });
      return answer.end(request.method === "HEAD" ? undefined : words);
    }
    const { method, url: path, headers } = request;
    const onward = http.request({ host: "127.0.0.1", port, method, path, headers, agent: false }, (got) => {
      answer.writeHead(got.statusCode, got.headers);
      got.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    return onward.end(body);
  });
}

/** With one bucket, `bilder`: { settings (environment), dispose }. */
export async function s3Service(scratch) {
  const directory = join(scratch, "s3");
  await mkdir(directory);
  const service = new S3rver({ port: 0, address: "127.0.0.1", silent: true, directory, configureBuckets: [{ name: "bilder" }] });
  const entrance = gate((await service.run()).port).listen(0, "127.0.0.1");
  await new Promise((listening) => entrance.once("listening", listening));
  return {
    settings: {
      SMARTMOVE_MEDIA_STORE: "s3://bilder/site", SMARTMOVE_S3_ENDPOINT: `http://127.0.0.1:${entrance.address().port}`,
      SMARTMOVE_S3_REGION: "eu-north-1", SMARTMOVE_S3_ACCESS_KEY: "S3RVER", SMARTMOVE_S3_SECRET_KEY: secret,
    },
    async dispose() {
      entrance.close();
      entrance.closeAllConnections();
      await service.close();
    },
  };
}
