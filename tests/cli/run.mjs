// use: node tests/cli/run.mjs BINARY [WORD]
// The subcommands as a person or a script meets them. With WORD only tests whose name has it.
import { resolve } from "node:path";
import { runAll } from "./harness.mjs";
import backups from "./backups.mjs";
import checking from "./checking.mjs";
import exposure from "./exposure.mjs";
import facts from "./facts.mjs";
import media from "./media.mjs";
import packs from "./packs.mjs";
import searching from "./searching.mjs";
import serving from "./serving.mjs";
import settings from "./settings.mjs";
import surroundings from "./surroundings.mjs";
import tasks from "./tasks.mjs";

const [binary, word = ""] = process.argv.slice(2);
if (!binary) {
  console.error("use: node tests/cli/run.mjs BINARY [WORD]");
  process.exit(2);
}
const all = [settings, packs, backups, checking, exposure, media, surroundings, serving, tasks, facts, searching].flat();
const tests = all.filter(({ name }) => name.includes(word));
process.exitCode = (await runAll(resolve(binary), tests)) ? 0 : 1;
