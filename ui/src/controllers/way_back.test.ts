import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figure_page, test_page } from '../test_page';
import { way_back } from './way_back';

function page() {
  const { window, document, find } = test_page(figure_page);
  find('main').dataset['wayBackLabel'] = 'Back to the text';
  way_back(find('main'));
  const click = (selector: string) => find(selector).dispatchEvent(new window.MouseEvent('click', { bubbles: true, cancelable: true }));
  return { document, find, click };
}

test('a followed figure leaves a button back in its source', () => {
  const { document, find, click } = page();
  click('a.figure');
  assert.equal(find('#figure-1-population > button').textContent, 'Back to the text');
  click('a.figure');
  assert.equal(document.querySelectorAll('button').length, 1);
});

test('the button closes the source, goes away and gives focus back', () => {
  const { document, find, click } = page();
  click('a.figure');
  find<HTMLDetailsElement>('details').open = true;
  click('button');
  assert.equal(find<HTMLDetailsElement>('details').open, false);
  assert.equal(document.querySelector('button'), null);
  assert.equal(document.activeElement, find('a.figure'));
});

test('other links leave nothing behind', () => {
  const { document, click } = page();
  click('a.elsewhere');
  assert.equal(document.querySelector('button'), null);
});
