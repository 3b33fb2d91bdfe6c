import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figure_page, test_page } from '../test_page';
import { details_of, reveal_target } from './reveal_target';

test('an address with a figure opens its source at once, and no other', () => {
  const { document, find } = test_page(figure_page, '#figure-1-population');
  reveal_target(find('main'));
  assert.equal(find<HTMLDetailsElement>('details').open, true);
  assert.equal(find<HTMLDetailsElement>('.other').open, false);
  assert.equal(document.activeElement, find('summary'));
});

test('a fragment followed later opens its source', () => {
  const { window, find } = test_page(figure_page);
  reveal_target(find('main'));
  assert.equal(find<HTMLDetailsElement>('details').open, false);
  window.location.hash = '#figure-1-population';
  window.dispatchEvent(new window.Event('hashchange'));
  assert.equal(find<HTMLDetailsElement>('details').open, true);
});

test('the same figure followed again opens its source again', () => {
  const { window, find } = test_page(figure_page, '#figure-1-population');
  reveal_target(find('main'));
  find<HTMLDetailsElement>('details').open = false;
  find('a.figure').dispatchEvent(new window.MouseEvent('click', { bubbles: true, cancelable: true }));
  assert.equal(find<HTMLDetailsElement>('details').open, true);
});

test('fragments that point at nothing, outside, or are broken find no source', () => {
  const { find } = test_page(`${figure_page}<details><summary>x</summary><i id="outside"></i></details>`);
  for (const fragment of ['', '#', '#missing', '#outside', '#%E0%A4%A']) {
    assert.equal(details_of(find('main'), fragment), null, fragment);
  }
});
