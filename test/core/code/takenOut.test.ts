import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { takenOut } from '../../../src/core/code/takenOut.ts';

const key = `KEY${'0123456789ABCDEF'.repeat(2)}_abcdefghijklmnopqrstuv`;
const other = key.replace('KEY0', 'KEY1');
const text = `a = '${key}'\nb = '${other}'\nc = "${key}"`;

describe('A key that is moved out of a file', () => {
  test('is taken out wherever it stands, and no other key', () => {
    const places = takenOut(text, key, { key, where: 'machine' }) ?? assert.fail();
    assert.deepEqual(
      places.map(({ start }) => start),
      [text.indexOf(key), text.lastIndexOf(key)],
    );
    for (const place of places) assert.equal(place.text, key);
  });

  test('stays where another was added in its place, or where this window alone keeps it', () => {
    assert.equal(takenOut(text, key, { key: other, where: 'machine' }), undefined);
    assert.equal(takenOut(text, key, { key, where: 'window' }), undefined);
  });
});
