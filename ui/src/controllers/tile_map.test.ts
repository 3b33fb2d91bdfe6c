import assert from 'node:assert/strict';
import { test } from 'node:test';
import { test_page } from '../test_page';
import { tile_map } from './tile_map';

/** Tiles of 100 by 100 at [column, row], and a word that is no tile. */
const places: Record<string, [number, number]> = { a: [1, 0], b: [0, 1], c: [1, 1], d: [3, 1], e: [2, 3] };

function page() {
  const list = Object.keys(places).map((name) => `<li><a id="${name}" href="/${name}">${name}</a></li>`).join('');
  const { window, document, find } = test_page(`<ul>${list}<li><button>x</button></li></ul>`);
  for (const [name, [column, row]] of Object.entries(places)) {
    find(`#${name}`).getBoundingClientRect = () => ({ left: column * 100, top: row * 100, width: 100, height: 100 }) as DOMRect;
  }
  tile_map(find('ul'));
  const press = (key: string, more = {}) => {
    const event = new window.KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
    document.activeElement?.dispatchEvent(event);
    return event.defaultPrevented;
  };
  /** Where one gets from `start` by these keys. */
  const way = (start: string, ...keys: string[]) => {
    find(`#${start}`).focus();
    for (const key of keys) press(key);
    return document.activeElement?.id;
  };
  return { find, press, way };
}

test('arrow keys go to the tile that lies that way', () => {
  const { way } = page();
  assert.equal(way('c', 'ArrowLeft'), 'b');
  assert.equal(way('c', 'ArrowRight'), 'd');
  assert.equal(way('c', 'ArrowUp'), 'a');
  assert.equal(way('c', 'ArrowDown'), 'e');
  assert.equal(way('a', 'ArrowDown', 'ArrowRight', 'ArrowDown', 'ArrowUp'), 'c');
});

test('where nothing lies that way one stays, and the page does not scroll', () => {
  const { way, press } = page();
  assert.equal(way('b', 'ArrowLeft'), 'b');
  assert.equal(press('ArrowLeft'), true);
});

test('Home and End go to the first and the last', () => {
  const { way } = page();
  assert.equal(way('c', 'Home'), 'a');
  assert.equal(way('c', 'End'), 'e');
});

test('other keys, keys with modifiers, and other elements are left alone', () => {
  const { find, press, way } = page();
  assert.equal(way('c', 'Tab', 'Enter', 'x'), 'c');
  assert.equal(press('x'), false);
  assert.equal(press('ArrowLeft', { altKey: true }), false);
  find('button').focus();
  assert.equal(press('ArrowLeft'), false);
});
