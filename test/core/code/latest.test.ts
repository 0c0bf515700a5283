import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Latest } from '../../../src/core/code/latest.ts';
import { held } from '../state/sessions.ts';

describe('The newest look', () => {
  test('is the one that counts, whichever ends last', async () => {
    const latest = new Latest();
    const [file, other] = [{}, {}];
    const slow = held<string>();
    const old = latest.of(file, () => slow.promise);
    const elsewhere = latest.of(other, () => Promise.resolve('other'));
    assert.deepEqual(await latest.of(file, () => Promise.resolve('new')), { answer: 'new' });
    slow.settle('old');
    assert.deepEqual([await old, await elsewhere], [undefined, { answer: 'other' }]);
  });

  test('does not count once its thing is forgotten', async () => {
    const latest = new Latest();
    const file = {};
    const looking = latest.of(file, () => Promise.resolve('found'));
    latest.forget(file);
    assert.equal(await looking, undefined);
  });
});
