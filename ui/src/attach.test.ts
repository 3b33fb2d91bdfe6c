import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attach } from './attach';
import { test_page } from './test_page';

test('each named controller gets its element, once', () => {
  const { document } = test_page('<p id="a" data-controller="one  two"></p><p id="b" data-controller="two"></p><p></p>');
  const calls: string[] = [];
  attach(document, { one: (e) => calls.push(`one ${e.id}`), two: (e) => calls.push(`two ${e.id}`) });
  assert.deepEqual(calls, ['one a', 'two a', 'two b']);
});

test('an unknown name says which are known', () => {
  const { document } = test_page('<p data-controller="three"></p>');
  assert.throws(() => attach(document, { one: () => undefined }), /"three" names no controller; known: one/);
});
