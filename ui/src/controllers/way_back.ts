import type { Controller } from '../attach';
import { details_of } from './reveal_target';

/**
 * After a figure in the text has been followed to its source, the source offers a button back to the sentence.
 * `data-way-back-label` is the button's text.
 */
export const way_back: Controller = (element) => {
  const button = element.ownerDocument.createElement('button');
  button.type = 'button';
  button.className = 'chip__back';
  button.textContent = element.dataset['wayBackLabel'] ?? '';
  let came_from: HTMLAnchorElement | null = null;

  element.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a.figure');
    const details = link && details_of(element, link.hash);
    if (!link || !details || details.contains(link)) return;
    came_from = link;
    details.querySelector('.chip__body')?.append(button);
  });
  button.addEventListener('click', () => {
    const details = button.closest('details');
    button.remove();
    if (details) details.open = false;
    came_from?.scrollIntoView({ block: 'center' });
    came_from?.focus({ preventScroll: true });
  });
};
