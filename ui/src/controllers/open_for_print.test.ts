import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figure_page, test_page } from '../test_page';
import { open_for_print } from './open_for_print';

test('every source is open while printing, and as it was afterwards', () => {
  const { window, document, find } = test_page(figure_page);
  open_for_print(find('main'));
  find<HTMLDetailsElement>('.other').open = true;
  const open = () => [...document.querySelectorAll('details')].map((details) => details.open);
  window.dispatchEvent(new window.Event('beforeprint'));
  assert.deepEqual(open(), [true, true]);
  window.dispatchEvent(new window.Event('afterprint'));
  assert.deepEqual(open(), [false, true]);
});
