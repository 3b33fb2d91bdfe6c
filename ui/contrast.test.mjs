import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breaches, contrast, read_fields, token_file } from './contrast.mjs';

const names = ['berry', 'clay', 'forest', 'night', 'paper', 'sky', 'sun'];

test('contrast is WCAG\'s', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21);
  assert.equal(contrast('#777777', '#777777'), 1);
  assert.equal(contrast('#767676', '#ffffff').toFixed(2), '4.54');
});

test('every field is there, light and dark', () => {
  const { light, dark } = read_fields(token_file());
  assert.deepEqual(Object.keys(light).sort(), names);
  assert.deepEqual(Object.keys(dark).sort(), names);
});

test('every pair used for text can be read', () => {
  assert.deepEqual(breaches(read_fields(token_file())), []);
});

test('a pale ink and a missing colour are found', () => {
  const worse = token_file().replace(/--ink: #[0-9a-f]{6}/, '--ink: #cccccc').replace(/--button: #[0-9a-f]{6};/, '');
  const found = breaches(read_fields(worse)).join('\n');
  assert.match(found, /light, field--paper: ink on ground is 1\.\d\d, at least 7/);
  assert.match(found, /button-ink on button is 0\.00/);
});
