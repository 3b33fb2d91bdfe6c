import type { Controller } from '../attach';

/** The `<details>` that the address's fragment points into (or at), if it is within `element`. */
export function details_of(element: HTMLElement, fragment: string): HTMLDetailsElement | null {
  // Our ids are plain ASCII, so nothing in the fragment needs decoding.
  const target = element.ownerDocument.getElementById(fragment.replace(/^#/, ''));
  const details = target?.closest('details') ?? null;
  return details && element.contains(details) ? details : null;
}

/** A followed `#figure-…` link opens the `<details>` it points into and moves there. Newer browsers open it by themselves. */
export const reveal_target: Controller = (element) => {
  const view = element.ownerDocument.defaultView;
  if (!view) return;
  const reveal = () => {
    const details = details_of(element, view.location.hash);
    if (!details) return;
    details.open = true;
    details.scrollIntoView({ block: 'center' });
    // Focus follows, so that the next Tab goes on from the figure rather than from the link left behind.
    details.querySelector('summary')?.focus({ preventScroll: true });
  };
  view.addEventListener('hashchange', reveal);
  // The same link again changes no hash.
  element.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="#"]');
    if (link && link.hash === view.location.hash) reveal();
  });
  reveal();
};
