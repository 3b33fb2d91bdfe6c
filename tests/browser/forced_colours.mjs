// The colours are the visitor's own (Windows' contrast themes): everything is still told apart, drawn and found.
import assert from "node:assert/strict";
import { everyStop, focusIsSeen } from "./focus.mjs";
import { shareThatIsSeen } from "./pixels.mjs";

const forced = { forcedColors: "active" };
const drawings = "main .picture__drawing, main .art, .mark, main .fanlight, main .icon, .find .icon, main .medal, .foot .art";
const cards = ".chip, .door, .place, .map__tile, .person__says, .call-out, .notice, .swap__side, .story, .match, .round__side, .duel__corner, .button, .tag, .find__input, .choose__place";

export const forcedColours = [
  ...["light", "dark"].map((colorScheme) => ({
    name: `forced colours, ${colorScheme}: every drawing on every kind of page is seen`,
    script: true,
    context: { ...forced, colorScheme },
    async body(page, origin, types) {
      const looked = new Set(); // the same drawing in the same surroundings is looked at once
      for (const path of Object.values(types)) {
        await page.goto(path);
        const unseen = [];
        for (const drawing of await page.locator(drawings).all()) {
          const what = await drawing.evaluate((each) => `${each.closest(".field")?.className} ${each.outerHTML}`);
          if (looked.has(what) || !(await drawing.isVisible())) continue;
          looked.add(what);
          const share = await shareThatIsSeen(page.context(), await drawing.screenshot());
          if (share < 0.004) unseen.push(`${share}: ${what.slice(0, 160)}`);
        }
        assert.deepEqual(unseen, [], `${path}: a drawing that cannot be seen`);
      }
      assert.ok(looked.size > 40, `only ${looked.size} drawings`);
    },
  })),
  {
    name: "forced colours: what was a coloured card has an edge",
    script: true,
    context: forced,
    async body(page, origin, types) {
      for (const path of Object.values(types)) {
        await page.goto(path);
        const flat = await page.locator(cards).evaluateAll((all) => all.filter((card) => {
          const { borderTopWidth, borderTopStyle, borderTopColor } = getComputedStyle(card);
          return Number.parseFloat(borderTopWidth) < 1 || borderTopStyle === "none" || /^rgba\(.*, 0\)$/.test(borderTopColor);
        }).map((card) => card.className));
        assert.deepEqual([...new Set(flat)], [], `${path}: a card without an edge`);
      }
    },
  },
  {
    name: "forced colours: the page one is on, and the winner, are told apart by more than colour",
    script: true,
    context: forced,
    async body(page) {
      // Of lines and edges: the colours that the style names are not those that are shown.
      const differs = async (lists) => {
        for (const list of lists) {
          const [here, elsewhere] = await page.locator(list).first().locator("a").evaluateAll((links) => {
            const look = (link) => {
              const { textDecorationLine, textDecorationThickness, borderTopWidth, borderBottomWidth, fontWeight } = getComputedStyle(link);
              return [textDecorationLine, textDecorationThickness, borderTopWidth, borderBottomWidth, fontWeight].join(" ");
            };
            return [links.find((link) => link.ariaCurrent), links.find((link) => !link.ariaCurrent)].map(look);
          });
          assert.notEqual(here, elsewhere, `${list}: nothing tells the page one is on from the others`);
        }
      };
      await page.goto("/for/studenter");
      await differs([".menu__list", ".languages__list"]);
      await page.goto("/sok?q=kumla&typ=place_page");
      await differs([".narrow__list"]);
      await page.goto("/jamfor/orebro/stockholm");
      const sides = await page.locator(".round__side--wins").evaluateAll((all) => all.map((side) => ({
        word: side.querySelector(".round__win")?.textContent.trim() ?? "",
        edge: Number.parseFloat(getComputedStyle(side).borderTopWidth),
      })));
      assert.ok(sides.length > 3 && sides.every(({ word, edge }) => word && edge > 3), JSON.stringify(sides));
    },
  },
  ...[forced, {}].map((context) => ({
    name: `${context.forcedColors ? "forced colours: " : ""}at every stop of the keyboard the window changes: the focus is seen`,
    script: false,
    context,
    async body(page, origin, types) {
      for (const path of [types.home, types.comparison, types.profile, types.search]) {
        await page.goto(path);
        await everyStop(page, async ({ what }) => assert.ok(await focusIsSeen(page), `${path}: its focus cannot be seen: ${what}`));
      }
    },
  })),
];
