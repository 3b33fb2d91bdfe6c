import assert from 'node:assert/strict';
import { test } from 'node:test';
import { test_page } from '../test_page';
import { suggest } from './suggest';

const hits = [
  { title: 'Kumla <b>', path: '/kommuner/kumla', kind_label: 'Kommun' },
  { title: 'Alva', path: '/profiler/alva', kind_label: 'Profil' },
];

/** A page with a search form; `answers` are given to what it asks, in order. */
function page(...answers: (() => Promise<unknown>)[]) {
  // A div: forms of happy-dom do not know what they contain.
  const { window, document, find } = test_page(`<div id="form" data-suggest-url="/api?language=sv" data-suggest-label="Förslag">
    <input type="search" name="q"><button>Sök</button></div>`);
  const asked: string[] = [];
  let fetched = Promise.resolve<unknown>(undefined);
  window.fetch = ((url: string) => {
    asked.push(url);
    const answer = (answers.shift() ?? (async () => ({ ok: true, json: async () => ({ hits }) })))();
    fetched = answer.catch(() => undefined);
    return answer;
  }) as unknown as typeof window.fetch;
  const timers: (() => void)[] = [];
  window.setTimeout = ((call: () => void) => timers.push(call)) as unknown as typeof window.setTimeout;
  window.clearTimeout = ((id: number) => { timers[id - 1] = () => undefined; }) as typeof window.clearTimeout;
  suggest(find('#form'));
  const input = find<HTMLInputElement>('input');
  const type = async (text: string) => {
    input.value = text;
    input.dispatchEvent(new window.Event('input', { bubbles: true }));
    timers.at(-1)?.();
    await fetched;
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  const press = (key: string) =>
    (document.activeElement ?? input).dispatchEvent(new window.KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  return { window, document, find, input, asked, type, press };
}

test('what is typed is asked for, and answered with links', async () => {
  const { document, asked, type } = page();
  await type('kum å');
  assert.deepEqual(asked, ['/api?language=sv&q=kum%20%C3%A5']);
  const links = [...document.querySelectorAll('.suggest a')];
  assert.deepEqual(links.map((link) => link.getAttribute('href')), ['/kommuner/kumla', '/profiler/alva']);
  assert.equal(links[0]?.textContent, 'Kumla <b>Kommun');
  assert.equal(document.querySelector('.suggest b'), null);
});

test('one letter asks for nothing', async () => {
  const { document, asked, type } = page();
  await type('kumla');
  await type('k');
  assert.equal(asked.length, 1);
  assert.equal(document.querySelector('.suggest'), null);
});

test('the arrow keys go through the links and back, Escape takes them away', async () => {
  const { document, find, input, type, press } = page();
  input.focus();
  await type('kumla');
  press('ArrowDown');
  assert.equal(document.activeElement, find('.suggest a'));
  press('ArrowDown');
  press('ArrowDown');
  assert.equal(document.activeElement?.getAttribute('href'), '/profiler/alva');
  press('ArrowUp');
  press('ArrowUp');
  assert.equal(document.activeElement, input);
  press('Escape');
  assert.equal(document.querySelector('.suggest'), null);
});

test('an answer that comes too late is not shown', async () => {
  let slow: (value: unknown) => void = () => undefined;
  const { document, type } = page(() => new Promise((done) => { slow = done; }), async () => ({ ok: true, json: async () => ({ hits: [] }) }));
  const first = type('ku');
  await type('kumla');
  slow({ ok: true, json: async () => ({ hits }) });
  await first;
  assert.equal(document.querySelector('.suggest'), null);
});

test('an answer that fails shows nothing', async () => {
  const { document, type } = page(async () => { throw new Error('offline'); }, async () => ({ ok: false }));
  await type('kumla');
  assert.equal(document.querySelector('.suggest'), null);
  await type('kumla k');
  assert.equal(document.querySelector('.suggest'), null);
});

test('going elsewhere takes the list away, staying in the form does not', async () => {
  const { document, find, type } = page();
  await type('kumla');
  find('button').focus();
  assert.notEqual(document.querySelector('.suggest'), null);
  document.body.click();
  assert.equal(document.querySelector('.suggest'), null);
});
