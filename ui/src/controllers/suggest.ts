import type { Controller } from '../attach';

interface Hit {
  title: string;
  path: string;
  kind_label: string;
}

const pause_ms = 150;
const min_letters = 2;

/**
 * While somebody types into a search form, links to what they may mean appear under it. The arrow keys go through them,
 * Escape takes them away, Enter in the field searches as always. `data-suggest-url` answers with JSON to `&q=`,
 * `data-suggest-label` names the list.
 */
export const suggest: Controller = (form) => {
  const view = form.ownerDocument.defaultView;
  const input = form.querySelector<HTMLInputElement>('input[type=search]');
  if (!view || !input) return;
  const list = form.ownerDocument.createElement('ul');
  list.className = 'suggest';
  list.ariaLabel = form.dataset['suggestLabel'] ?? '';
  let timer = 0;
  let asked = 0;

  const close = () => {
    asked += 1;
    view.clearTimeout(timer);
    list.remove();
  };
  const show = (hits: Hit[]) => {
    list.replaceChildren(...hits.map((hit) => suggestion(form.ownerDocument, hit)));
    if (hits.length > 0) input.after(list);
    else list.remove();
  };
  const ask = async (text: string) => {
    const mine = ++asked;
    try {
      const answer = await view.fetch(`${form.dataset['suggestUrl']}&q=${encodeURIComponent(text)}`);
      const { hits } = answer.ok ? ((await answer.json()) as { hits: Hit[] }) : { hits: [] };
      // A slow answer to what has been typed over since is of no use.
      if (mine === asked) show(hits);
    } catch {
      if (mine === asked) list.remove(); // Offline: the form itself says so when it is sent.
    }
  };

  input.addEventListener('input', () => {
    view.clearTimeout(timer);
    const text = input.value.trim();
    if (text.length < min_letters) close();
    else timer = view.setTimeout(() => void ask(text), pause_ms);
  });
  form.addEventListener('keydown', (event) => {
    const links = [...list.querySelectorAll('a')];
    const at = links.indexOf(form.ownerDocument.activeElement as HTMLAnchorElement);
    if (event.key === 'Escape' && list.isConnected) {
      close();
      input.focus();
    } else if (event.key === 'ArrowDown' && at + 1 < links.length && list.isConnected) {
      links[at + 1]?.focus();
    } else if (event.key === 'ArrowUp' && at >= 0) {
      (links[at - 1] ?? input).focus();
    } else {
      return;
    }
    event.preventDefault();
  });
  for (const elsewhere of ['focusin', 'click']) {
    form.ownerDocument.addEventListener(elsewhere, (event) => {
      if (!form.contains(event.target as Node)) close();
    });
  }
};

function suggestion(document: Document, hit: Hit): HTMLLIElement {
  const link = document.createElement('a');
  link.className = 'suggest__link';
  link.href = hit.path;
  const kind = document.createElement('span');
  kind.className = 'suggest__kind';
  kind.textContent = hit.kind_label;
  link.append(hit.title, kind);
  const item = document.createElement('li');
  item.append(link);
  return item;
}
