// Enlarged to 400 % (WCAG 1.4.10): a window of 1280 × 1024 has room for 320 × 256 then, and nothing may be lost.
import assert from "node:assert/strict";
import { everyStop } from "./focus.mjs";

const zoomed = { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 };

/** Runs in the page: texts that stick out of the window, or out of a box that cuts off what sticks out. */
function cutOff() {
  const found = [];
  const hides = (box) => [getComputedStyle(box).overflowX, getComputedStyle(box).overflowY].some((each) => ["hidden", "clip"].includes(each));
  const onlyHeard = (box) => box.offsetWidth <= 1 && box.offsetHeight <= 1; // for screen readers
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const element = text.parentElement;
    if (!text.data.trim() || element.closest("script, style, option") || !element.checkVisibility({ visibilityProperty: true })) continue;
    const around = [];
    for (let box = element; box && box !== document.documentElement; box = box.parentElement) around.push(box);
    if (around.some(onlyHeard)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const boxes = around.filter(hides).map((box) => box.getBoundingClientRect());
    for (const { left, right, top, bottom } of range.getClientRects()) {
      const outside = left < -1 || right > document.documentElement.clientWidth + 1;
      const hidden = boxes.some((box) => left < box.left - 1 || right > box.right + 1 || top < box.top - 3 || bottom > box.bottom + 3);
      if (outside || hidden) found.push(`${element.className}: ${text.data.trim().slice(0, 60)}`);
    }
  }
  return [...new Set(found)];
}

export const zoom = [
  ...[true, false].map((open) => ({
    name: `at 400 % no kind of page scrolls sideways or cuts text off, figures ${open ? "open" : "closed"}`,
    script: true,
    context: zoomed,
    async body(page, origin, types) {
      for (const path of Object.values(types)) {
        await page.goto(path);
        if (open) await page.evaluate(() => document.querySelectorAll("details").forEach((each) => { each.open = true; }));
        const { needed, width } = await page.evaluate(() => {
          window.scrollTo(10_000, 0);
          return { needed: document.documentElement.scrollWidth + window.scrollX, width: document.documentElement.clientWidth };
        });
        assert.ok(needed <= width, `${path} is ${needed} px wide in ${width}`);
        assert.deepEqual(await page.evaluate(cutOff), [], `${path}: text that is cut off`);
      }
    },
  })),
  {
    name: "at 400 % each stop of the keyboard comes on screen, and nothing lies over it",
    script: true,
    context: zoomed,
    async body(page, origin, types) {
      for (const path of [types.home, types.choice, types.comparison, types.profile]) {
        await page.goto(path);
        await everyStop(page, async ({ what, onScreen }) => {
          assert.ok(onScreen, `${path}: not on screen: ${what}`);
          const covered = await page.evaluate(() => {
            const here = document.activeElement;
            return [...here.getClientRects()].every(({ left, top, width, height }) => {
              const x = Math.min(Math.max(left + width / 2, 1), innerWidth - 1);
              const y = Math.min(Math.max(top + height / 2, 1), innerHeight - 1);
              const over = document.elementFromPoint(x, y);
              return !over || !(here.contains(over) || over.contains(here));
            });
          });
          assert.ok(!covered, `${path}: something lies over ${what}`);
        });
      }
    },
  },
];
