import { Window } from 'happy-dom';

/** A small page for tests: its window and document, typed as the browser's own. */
export function test_page(body: string, hash = '') {
  const window = new Window({ url: `https://site.example/page${hash}` });
  window.document.body.innerHTML = body;
  window.Element.prototype.scrollIntoView = () => undefined;
  const document = window.document as unknown as Document;
  const find = <T extends HTMLElement = HTMLElement>(selector: string): T => {
    const element = document.querySelector<T>(selector);
    if (!element) throw new Error(`the test page has no ${selector}`);
    return element;
  };
  return { window: window as unknown as globalThis.Window & typeof globalThis, document, find };
}

/** A text with one figure, and its source. */
export const figure_page = `<main>
  <p><a class="figure" href="#figure-1-population">12 people</a> <a class="elsewhere" href="/other">elsewhere</a></p>
  <details><summary>12</summary><div class="chip__body" id="figure-1-population">source</div></details>
  <details class="other"><summary>13</summary><div class="chip__body" id="figure-2-population">source</div></details>
</main>`;
