import type { Controller } from '../attach';

/** Which way an arrow key goes: right and down are positive. */
const ways: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};

function middle(element: Element): readonly [number, number] {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}

/** The nearest of `others` that lies that way from `here`; to stray sideways counts double. */
function neighbour(here: Element, others: readonly HTMLElement[], [x, y]: readonly [number, number]): HTMLElement | null {
  const [from_x, from_y] = middle(here);
  let nearest: HTMLElement | null = null;
  let least = Infinity;
  for (const other of others) {
    const [to_x, to_y] = middle(other);
    const ahead = (to_x - from_x) * x + (to_y - from_y) * y;
    const aside = Math.abs((to_x - from_x) * y) + Math.abs((to_y - from_y) * x);
    // What lies further aside than ahead lies another way.
    if (ahead <= 1 || aside > ahead * 1.5) continue;
    const distance = ahead + 2 * aside;
    if (distance < least) [nearest, least] = [other, distance];
  }
  return nearest;
}

/** Arrow keys go from tile to tile as they lie on the page, Home and End to the first and last. Tab goes on as ever. */
export const tile_map: Controller = (element) => {
  element.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const links = [...element.querySelectorAll<HTMLElement>('a[href]')];
    const here = links.find((link) => link === event.target);
    if (!here) return;
    const way = ways[event.key];
    const next = way ? neighbour(here, links, way) : event.key === 'Home' ? links[0] : event.key === 'End' ? links.at(-1) : null;
    if (!way && !next) return;
    event.preventDefault();
    next?.focus();
  });
};
