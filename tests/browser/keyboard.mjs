// Whole errands with nothing but the keyboard: no click, no focus that the test itself sets.
import assert from "node:assert/strict";
import { everyStop, focused, tabTo } from "./focus.mjs";

const home = "/";

export const keyboard = [
  ...[true, false].map((script) => ({
    name: `keyboard: from home to a municipality by its tile, ${script ? "with" : "without"} script`,
    script,
    async body(page) {
      await page.goto(home);
      await tabTo(page, "ul.map a");
      if (script) {
        await page.keyboard.press("End");
        const last = (await focused(page)).href;
        await page.keyboard.press("Home");
        assert.notEqual((await focused(page)).href, last, "Home and End lead to the same tile");
      }
      await tabTo(page, 'ul.map a[href="/kommuner/nora"]', { most: 12 });
      await page.keyboard.press("Enter");
      await page.waitForURL("**/kommuner/nora");
    },
  })),
  {
    name: "keyboard: two places are written and compared, and a figure says where it comes from, without script",
    script: false,
    async body(page) {
      await page.goto("/jamfor");
      await tabTo(page, "main input[name=here]");
      await page.keyboard.type("Lindesberg");
      await tabTo(page, "main input[name=there]", { most: 1 });
      await page.keyboard.type("Stockholm");
      await tabTo(page, "main button[type=submit]", { most: 2 });
      await page.keyboard.press("Enter");
      await page.waitForURL("**/jamfor/lindesberg/stockholm");
      await tabTo(page, "main summary");
      const figure = page.locator("main details").first();
      await page.keyboard.press("Enter");
      assert.ok(await figure.evaluate((each) => each.open), "Enter does not open the figure");
      await tabTo(page, 'main details[open] a[href^="http"]', { most: 3 });
      assert.ok((await focused(page)).onScreen, "the source is not on screen");
      await tabTo(page, "main summary", { key: "Shift+Tab", most: 3 });
      await page.keyboard.press("Space");
      assert.equal(await figure.evaluate((each) => each.open), false, "Space does not close the figure");
    },
  },
  {
    name: "keyboard: an editor's comparison is reached from the list, and its punchlines have their figures",
    script: true,
    async body(page) {
      await page.goto("/jamfor");
      await tabTo(page, 'main a[href="/jamfor/orebro-stockholm"]');
      await page.keyboard.press("Enter");
      await page.waitForURL("**/jamfor/orebro-stockholm");
      const figures = await page.locator("main .round details").count();
      assert.ok(figures > 4);
      for (let each = 0; each < 3; each += 1) {
        await tabTo(page, "main .round summary");
        await page.keyboard.press("Enter");
        assert.ok(await page.evaluate(() => document.activeElement.closest("details").open));
      }
    },
  },
  {
    name: "keyboard: the language is changed and changed back, and the page says which it is",
    script: false,
    async body(page) {
      await page.goto("/for/studenter");
      await tabTo(page, 'a[hreflang="en"]', { most: 20 });
      await page.keyboard.press("Enter");
      await page.waitForURL("**/en/for/students");
      assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
      await tabTo(page, 'a[hreflang="sv"]', { most: 20 });
      assert.equal(await page.evaluate(() => document.activeElement.lang), "sv");
      await page.keyboard.press("Enter");
      await page.waitForURL("**/for/studenter");
      assert.equal(await page.evaluate(() => document.documentElement.lang), "sv");
    },
  },
  {
    name: "keyboard: a search by suggestion, up, down, away and again",
    script: true,
    async body(page) {
      await page.goto(home);
      await tabTo(page, "header input[type=search]", { most: 20 });
      await page.keyboard.type("askers");
      await page.locator("header .suggest a").nth(1).waitFor();
      await page.keyboard.press("ArrowDown");
      const first = await focused(page);
      await page.keyboard.press("ArrowDown");
      assert.notEqual((await focused(page)).href, first.href, "the second arrow goes nowhere");
      await page.keyboard.press("ArrowUp");
      assert.deepEqual(await focused(page), first);
      await page.keyboard.press("ArrowUp");
      assert.ok(await page.evaluate(() => document.activeElement.matches("input[type=search]")), "no way back into the field");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => url.pathname === first.href);
    },
  },
  {
    name: "keyboard: a search without script",
    script: false,
    async body(page) {
      await page.goto(home);
      await tabTo(page, "header input[type=search]", { most: 20 });
      await page.keyboard.type("glass");
      await page.keyboard.press("Enter");
      await page.waitForURL("**/sok?q=glass");
      await tabTo(page, "main ol a");
      const { href } = await focused(page);
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => url.pathname === href);
    },
  },
  {
    name: "keyboard: from a figure in the text to its source and back to the sentence",
    script: true,
    async body(page) {
      await page.goto("/for/studenter");
      await tabTo(page, "main a.figure");
      const left = await focused(page);
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => document.activeElement?.matches("details[open] > summary"));
      await tabTo(page, "details[open] button", { most: 6 });
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => document.activeElement?.matches("a.figure"));
      assert.deepEqual(await focused(page), left);
    },
  },
  {
    name: "keyboard: Tab goes through every kind of page to its end, and each stop is on screen and has a name",
    script: true,
    async body(page, origin, types) {
      for (const path of Object.values(types)) {
        await page.goto(path);
        const stops = await everyStop(page, ({ what, name, onScreen }) => {
          assert.ok(onScreen, `${path}: not on screen: ${what}`);
          assert.ok(name || /<(input|select)/.test(what), `${path}: has no name: ${what}`);
        });
        assert.ok(stops > 20, `${path}: only ${stops} stops`);
      }
    },
  },
];
