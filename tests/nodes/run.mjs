// use: tests/support/with_postgres.sh node tests/nodes/run.mjs BINARY [WORD]
// Several servers on one PostgreSQL, and a PostgreSQL that goes away and comes back. It is stopped and started here, so it
// must be nobody else's. With WORD only tests whose name has it.
import { resolve } from "node:path";
import { runAll } from "../cli/harness.mjs";
import outages from "./outages.mjs";
import twoServers from "./two_servers.mjs";

const [binary, word = ""] = process.argv.slice(2);
if (!binary || !process.env.SMARTMOVE_TEST_POSTGRES_CONTROL) {
  console.error("use: tests/support/with_postgres.sh node tests/nodes/run.mjs BINARY [WORD]");
  process.exit(2);
}
const tests = [...twoServers, ...outages].filter(({ name }) => name.includes(word));
process.exitCode = (await runAll(resolve(binary), tests)) ? 0 : 1;
