// What somebody who has only a keyboard sees of where they are.

/** What has the focus: { what, href, name, onScreen }, or null where nothing has. */
export function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return {
      what: element.outerHTML.slice(0, 140),
      href: element.getAttribute("href"),
      name: (element.getAttribute("aria-label") ?? element.textContent).trim().replace(/\s+/g, " "),
      // A link over several lines, or a tall card, may reach beyond the window; some of it has to be there.
      onScreen: right > 0 && bottom > 0 && left < innerWidth && top < innerHeight && right > left && bottom > top,
    };
  });
}

/** Presses Tab (or `key`) until what `selector` names has the focus; an error after `most` presses. */
export async function tabTo(page, selector, { key = "Tab", most = 150 } = {}) {
  for (let pressed = 0; pressed < most; pressed += 1) {
    await page.keyboard.press(key);
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  throw new Error(`${most} times ${key} did not lead to ${selector}`);
}

/** What each press of Tab comes to, from the top of the page to its end. */
export async function everyStop(page, visit) {
  for (let stop = 0; stop < 400; stop += 1) {
    await page.keyboard.press("Tab");
    const here = await focused(page);
    // Past the last stop the focus leaves the page.
    if (!here) return stop;
    await visit(here, stop);
  }
  throw new Error("Tab does not come to an end");
}

/** Whether the window looks other with the focus where it is than without: by its pixels, not by what the style says. */
export async function focusIsSeen(page) {
  const withFocus = await page.screenshot();
  const element = await page.evaluateHandle(() => {
    const here = document.activeElement;
    here.blur();
    return here;
  });
  const without = await page.screenshot();
  await element.evaluate((here) => here.focus({ preventScroll: true }));
  return !withFocus.equals(without);
}
