// A visitor's own wishes and other media: less motion, paper, no script.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run, temporaryDirectory } from "../http/server.mjs";

/** Runs in the page: which elements would move, and what moves now. */
function motion() {
  const moving = new Set(document.getAnimations().map((each) => `runs now: ${each.effect?.target?.className}`));
  for (const element of document.querySelectorAll("*")) {
    for (const part of [null, "::before", "::after"]) {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element, part);
      const slow = transitionDuration.split(",").some((time) => Number.parseFloat(time) > 0);
      if (slow || animationName !== "none" || scrollBehavior === "smooth") moving.add(`${element.tagName} ${element.getAttribute("class")}`);
    }
  }
  return [...moving];
}

/** The text of each sheet that the page is printed on. */
async function printed(page) {
  const folder = await temporaryDirectory();
  try {
    const file = join(folder.path, "page.pdf");
    await writeFile(file, await page.pdf({ format: "A4" }));
    const { code, stdout, stderr } = await run("pdftotext", ["-raw", file, "-"]);
    assert.equal(code, 0, stderr);
    return stdout.split("\f").slice(0, -1);
  } finally {
    await folder.dispose();
  }
}

const joined = (text) => text.replace(/\s+/g, "");

export const modes = [
  {
    name: "who wants less motion gets none, and who does not mind gets some",
    script: true,
    context: { reducedMotion: "reduce" },
    async body(page, origin, types) {
      for (const path of Object.values(types)) {
        await page.goto(path);
        assert.deepEqual(await page.evaluate(motion), [], path);
      }
      await page.goto("/");
      await page.hover("ul.map li");
      await page.hover(".door");
      assert.deepEqual(await page.evaluate(motion), []);
      await page.emulateMedia({ reducedMotion: "no-preference" });
      assert.notDeepEqual(await page.evaluate(motion), []);
    },
  },
  ...[true, false].map((script) => ({
    name: `printed, ${script ? "with" : "without"} script: the text and the addresses of all sources, and nothing to press`,
    script,
    async body(page, origin, types) {
      for (const [type, path] of Object.entries(types)) {
        await page.goto(path);
        const sheets = await printed(page);
        const text = joined(sheets.join(""));
        const said = await page.locator("h1, main h2, main h3, main .prose p, main .round__line, main .person__says")
          .evaluateAll((all) => all.filter((each) => !each.closest(".band:has(> form)")).map((each) => each.innerText));
        const links = await page.locator('main .chip__facts a[href^="http"], main .prose a[href^="http"]')
          .evaluateAll((all) => all.map((each) => each.getAttribute("href")));
        if (!["choice", "search", "lost", "profiles", "page"].includes(type)) assert.ok(links.length > 0, `${path} names no source`);
        for (const words of [...said.map((each) => each.split("\n")[0]), ...links]) {
          assert.ok(text.includes(joined(words)), `${path}: not on paper: ${words}`);
        }
        await page.emulateMedia({ media: "print" });
        const left = await page.locator(".skip, .menu, .languages, .find, .crumbs, .foot nav, main form, main .button, main button")
          .evaluateAll((all) => all.filter((each) => each.checkVisibility()).map((each) => each.className));
        await page.emulateMedia({ media: null });
        assert.deepEqual(left, [], `${path}: navigation on paper`);
        assert.ok(sheets.every((sheet) => joined(sheet).length > 40), `${path}: a sheet of ${sheets.length} is all but empty`);
      }
    },
  })),
  {
    name: "without script every kind of page says the same, and offers no button that does nothing",
    script: true,
    async body(page, origin, types, open) {
      const plain = await open({ width: 1280, script: false });
      for (const path of Object.values(types)) {
        await page.goto(path);
        await plain.goto(path);
        const [scripted, still] = await Promise.all([page, plain].map((each) => each.locator("body").innerText()));
        assert.equal(still, scripted, path);
        const dead = await plain.locator("button").evaluateAll((all) => all.filter((each) => !each.form).map((each) => each.outerHTML.slice(0, 100)));
        assert.deepEqual(dead, [], path);
      }
    },
  },
];
