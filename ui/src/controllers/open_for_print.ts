import type { Controller } from '../attach';

/** On paper nothing can be clicked open: every `<details>` is open while printing, and as it was afterwards. */
export const open_for_print: Controller = (element) => {
  const view = element.ownerDocument.defaultView;
  let opened: HTMLDetailsElement[] = [];
  view?.addEventListener('beforeprint', () => {
    opened = [...element.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
    for (const details of opened) details.open = true;
  });
  view?.addEventListener('afterprint', () => {
    for (const details of opened) details.open = false;
    opened = [];
  });
};
