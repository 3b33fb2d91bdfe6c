// What a person does on a page, by keyboard, by link, with and without script.
import assert from "node:assert/strict";

const place = "/kommuner/kumla";

export const behaviours = [
  {
    name: "two places are compared by writing their names, also without script",
    script: false,
    async body(page) {
      await page.goto("/jamfor");
      await page.getByLabel("Hit kanske du flyttar").fill("kumla");
      await page.getByLabel("Här bor du nu").fill("Götebrog");
      await page.keyboard.press("Enter");
      await page.getByRole("link", { name: "Göteborg", exact: true }).click();
      assert.equal(new URL(page.url()).pathname, "/jamfor/kumla/goteborg");
    },
  },
  {
    name: "the first Tab finds the skip link, and it leads to the content",
    script: false,
    async body(page) {
      await page.goto("/");
      await page.keyboard.press("Tab");
      const link = await page.evaluate(() => ({
        target: document.activeElement.getAttribute("href"),
        top: document.activeElement.getBoundingClientRect().top,
      }));
      assert.match(link.target ?? "", /^#/, "the first stop is no link within the page");
      assert.ok(link.top >= 0, "the skip link cannot be seen when it has focus");
      await page.keyboard.press("Enter");
      assert.equal(new URL(page.url()).hash, link.target);
    },
  },
  {
    name: "every stop of the keyboard can be seen",
    script: false,
    async body(page) {
      await page.goto(place);
      for (let stop = 0; stop < 40; stop += 1) {
        await page.keyboard.press("Tab");
        const unseen = await page.evaluate(() => {
          const element = document.activeElement;
          if (!element || element === document.body) return null;
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
          const seen = (outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0) || boxShadow !== "none";
          return seen ? null : element.outerHTML.slice(0, 160);
        });
        assert.equal(unseen, null, `has focus but shows none: ${unseen}`);
      }
    },
  },
  {
    name: "the language switch leads to the same page and back, without script",
    script: false,
    async body(page) {
      await page.goto(place);
      await page.click('a[hreflang="en"]');
      assert.match(new URL(page.url()).pathname, /^\/en\/municipalities\/kumla$/);
      await page.click('a[hreflang="sv"]');
      assert.equal(new URL(page.url()).pathname, place);
    },
  },
  {
    name: "a figure opens its source in place, without script",
    script: false,
    async body(page) {
      await page.goto(place);
      const figure = page.locator("main details").first();
      assert.equal(await figure.evaluate((each) => each.open), false);
      await figure.locator("summary").click();
      assert.equal(await figure.evaluate((each) => each.open), true);
      assert.ok(await figure.locator('a[href^="http"]').first().isVisible(), "its source is no link that can be seen");
    },
  },
  {
    name: "a figure in the text leads to its source, and script opens it",
    script: true,
    async body(page) {
      await page.goto(place);
      const link = page.locator('main a[href^="#figure-"]').first();
      const id = (await link.getAttribute("href")).slice(1);
      await link.click();
      await page.waitForFunction((name) => {
        const target = document.getElementById(name);
        return (target?.closest("details") ?? target?.querySelector("details"))?.open === true;
      }, id);
    },
  },
  {
    name: "a search from home by keyboard leads to the page, without script",
    script: false,
    async body(page) {
      await page.goto("/");
      await page.focus("header input[type=search]");
      await page.keyboard.type("halefors");
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => url.pathname === "/sok");
      assert.equal(new URL(page.url()).searchParams.get("q"), "halefors");
      await page.focus('main a[href^="/sok?q=h"]'); // what may have been meant
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => url.searchParams.get("q") === "hällefors");
      await page.focus("main ol a");
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => url.pathname === "/kommuner/hallefors");
    },
  },
  {
    name: "while one types, suggestions come that the arrow keys go through",
    script: true,
    async body(page) {
      await page.goto("/");
      await page.focus("header input[type=search]");
      await page.keyboard.type("kuml");
      const first = page.locator("header .suggest a").first();
      await first.waitFor();
      await page.keyboard.press("ArrowDown");
      assert.ok(await first.evaluate((link) => link === document.activeElement), "the first suggestion has no focus");
      await page.keyboard.press("Escape");
      assert.equal(await page.locator(".suggest").count(), 0);
      assert.ok(await page.evaluate(() => document.activeElement?.matches("input[type=search]")));
      await page.keyboard.type("a");
      await first.waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => url.pathname === place);
    },
  },
  {
    name: "results are narrowed by kind and the language is changed by links, without script",
    script: false,
    async body(page) {
      await page.goto("/sok?q=kommun");
      await page.click('main nav a[href*="typ=place_page"]');
      assert.equal(new URL(page.url()).searchParams.get("typ"), "place_page");
      const found = await page.locator("main ol a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
      assert.ok(found.length > 0 && found.every((href) => href.startsWith("/kommuner/")), found.join(" "));
      await page.click('a[hreflang="en"]');
      assert.equal(new URL(page.url()).pathname, "/en/search");
    },
  },
  {
    name: "the map of municipalities is a list of links, and each has its tile, without script",
    script: false,
    async body(page) {
      await page.goto("/");
      const tiles = await page.locator("ul.map > li a").evaluateAll((links) => links.map((link) => {
        const { left, top, width, height } = link.closest("li").getBoundingClientRect();
        return { path: link.getAttribute("href"), place: `${Math.round(left)} ${Math.round(top)}`, top, large: width >= 24 && height >= 24 };
      }));
      assert.equal(tiles.length, 12);
      assert.equal(new Set(tiles.map((tile) => tile.place)).size, 12, "tiles lie upon each other");
      assert.ok(tiles.every((tile) => tile.large && tile.path.startsWith("/kommuner/")));
      assert.deepEqual(tiles.map((tile) => tile.top), tiles.map((tile) => tile.top).sort((a, b) => a - b), "Tab does not go row by row");
    },
  },
  {
    name: "on the map arrow keys go from tile to tile, and Enter opens one",
    script: true,
    async body(page) {
      await page.goto("/");
      const here = () => page.evaluate(() => document.activeElement.getAttribute("href"));
      await page.focus('ul.map a[href="/kommuner/orebro"]');
      await page.keyboard.press("ArrowDown");
      assert.equal(await here(), place);
      await page.keyboard.press("ArrowUp");
      assert.equal(await here(), "/kommuner/orebro");
      await page.keyboard.press("ArrowUp");
      assert.equal(await here(), "/kommuner/lindesberg");
      await page.keyboard.press("ArrowLeft");
      assert.equal(await here(), "/kommuner/nora");
      await page.keyboard.press("Enter");
      await page.waitForURL("**/kommuner/nora");
    },
  },
];
