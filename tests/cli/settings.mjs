// Settings: what is wrong names itself and what would be right, exit code 2; flag > environment > file > default.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { assertEnded, assertOneSentence } from "./harness.mjs";

const subcommands = ["serve", "init", "import", "export", "check", "migrate", "tasks", "config"];

export default [
  {
    name: "--help names every subcommand, and each has its own",
    async body({ smartmove }) {
      const help = await smartmove("--help");
      assertEnded(help, 0);
      for (const name of subcommands) {
        assert.ok(help.stdout.includes(name), `--help does not have ${name}`);
        const own = await smartmove(name, "--help");
        assertEnded(own, 0);
        assert.ok(own.stdout.includes(name), `${name} --help does not say ${name}`);
      }
    },
  },
  {
    name: "no subcommand, an unknown one, an unknown flag: wrong use",
    async body({ smartmove }) {
      assertEnded(await smartmove(), 2);
      assertEnded(await smartmove("sevre"), 2, "sevre");
      assertEnded(await smartmove("serve", "--prot", "80"), 2, "--prot");
      assertEnded(await smartmove("import"), 2);
    },
  },
  {
    name: "a wrong flag names itself and what is allowed",
    async body({ smartmove }) {
      assertEnded(await smartmove("serve", "--port", "99999"), 2, "--port", "99999", "65535");
      assertEnded(await smartmove("serve", "--port", "http"), 2, "--port", "http");
      assertEnded(await smartmove("serve", "--log-level", "loud"), 2, "--log-level", "loud", "trace", "error");
    },
  },
  {
    name: "a wrong name in the environment too, and what was probably meant",
    async body({ smartmove }) {
      assertEnded(await smartmove("config", "dump", { SMARTMOVE_LOG_LEVEL: "loud" }), 2, "SMARTMOVE_LOG_LEVEL", "loud", "trace");
      assertEnded(await smartmove("config", "dump", { SMARTMOVE_PROT: "80" }), 2, "SMARTMOVE_PROT", "SMARTMOVE_PORT");
    },
  },
  {
    name: "a wrong line in the file, by its number, all at once",
    async body({ smartmove, scratch }) {
      await writeFile(join(scratch, "wrong.toml"), 'port = 8080\nlog-level = "loud"\nprot = 1\n');
      const result = await smartmove("config", "dump", "--config", "wrong.toml", { SMARTMOVE_LOG_FORMAT: "xml" });
      assertEnded(result, 2, "wrong.toml:2", "wrong.toml:3", "loud", "prot", "SMARTMOVE_LOG_FORMAT", "json");
      await writeFile(join(scratch, "broken.toml"), "port = = 1\n");
      assertEnded(await smartmove("config", "dump", "--config", "broken.toml"), 2, "broken.toml:1");
      assertEnded(await smartmove("config", "dump", "--config", "nowhere.toml"), 2, "nowhere.toml");
    },
  },
  {
    name: "a folder where the file should be is said to be one",
    async body({ smartmove, scratch }) {
      const flag = await smartmove("config", "dump", "--config", scratch);
      assertEnded(flag, 2, `--config: ${scratch} is a folder.`);
      assertOneSentence(flag);
      assertEnded(await smartmove("config", "dump", { SMARTMOVE_CONFIG: scratch }), 2, `SMARTMOVE_CONFIG: ${scratch} is a folder.`);
    },
  },
  {
    name: "wrong addresses are wrong settings, listed with the others",
    async body({ smartmove }) {
      const result = await smartmove("serve", "--address", "localhost", "--public-url", "example.org/x", "--port", "http");
      assertEnded(result, 2, "3 settings are wrong", "--address", "localhost", "127.0.0.1", "--public-url", "example.org/x", "https://", "--port");
    },
  },
  {
    name: "flag before environment before file before default",
    async body({ smartmove, scratch }) {
      await writeFile(join(scratch, "some.toml"), "port = 1001\n");
      const port = async (...args) => /^port = (\d+)/m.exec((await smartmove("config", "dump", ...args)).stdout)?.[1];
      const environment = { SMARTMOVE_PORT: "1002" };
      assert.equal(await port(), "8080");
      assert.equal(await port("--config", "some.toml"), "1001");
      assert.equal(await port("--config", "some.toml", environment), "1002");
      assert.equal(await port("--config", "some.toml", "--port", "1003", environment), "1003");
    },
  },
  {
    name: "what config dump prints is a file that can be read again; a password is not in it",
    async body({ smartmove, scratch }) {
      const dump = await smartmove("config", "dump", { SMARTMOVE_DATABASE: "postgres://me:hemligt@localhost/db" });
      assertEnded(dump, 0);
      assert.ok(!dump.stdout.includes("hemligt"), "the password is printed");
      const plain = await smartmove("config", "dump");
      await writeFile(join(scratch, "again.toml"), plain.stdout);
      assertEnded(await smartmove("config", "dump", "--config", "again.toml"), 0);
    },
  },
];
