import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Turns } from '../../../src/editors/turns.ts';
import { held } from '../state/sessions.ts';

/** Looks that answer when they are let, and note what they read and what was taken. */
function looks() {
  const begun: string[] = [];
  const taken: string[] = [];
  const answers = new Map<string, ReturnType<typeof held<undefined>>>();
  const read =
    (name: string, fails = false) =>
    async () => {
      begun.push(name);
      const answer = held<undefined>();
      answers.set(name, answer);
      await answer.promise;
      if (fails) throw new Error(name);
      return () => void taken.push(name);
    };
  const come = async (name: string) => {
    await soon(() => answers.has(name));
    answers.get(name)?.settle(undefined);
    answers.delete(name);
  };
  return { begun, taken, read, come };
}

async function soon(there: () => boolean): Promise<void> {
  while (!there()) await new Promise((resolve) => setImmediate(resolve));
}

const quiet = () => new Promise((resolve) => setImmediate(resolve));

describe('Looks at a number and writes to it', () => {
  test('what was read before a write ended is read anew, whenever the write began', async () => {
    for (const began of ['before', 'while'] as const) {
      const turns = new Turns();
      const { begun, taken, read, come } = looks();
      const saving = held<undefined>();
      const look = () => turns.look(read('look'));
      const write = () => turns.write(() => saving.promise);
      const [first, second] = began === 'before' ? [write, look] : [look, write];
      const one = first();
      if (began === 'while') await soon(() => begun.length === 1);
      const other = second();
      if (began === 'while') {
        await come('look');
        await quiet();
      }
      assert.deepEqual(taken, []);
      saving.settle(undefined);
      await come('look');
      await Promise.all([one, other]);
      assert.deepEqual([begun.length, taken], [began === 'while' ? 2 : 1, ['look']]);
    }
  });

  test('what could not be read before a write ended says nothing', async () => {
    const turns = new Turns();
    const { begun, read, come, taken } = looks();
    let fails = true;
    const looking = turns.look(() => read('look', fails)());
    await soon(() => begun.length === 1);
    await turns.write(() => Promise.resolve());
    await come('look');
    fails = false;
    await come('look');
    await looking;
    assert.deepEqual(taken, ['look']);
  });

  test('a look that fails without a write says so, and keeps no other from looking', async () => {
    const turns = new Turns();
    const { read, come, taken } = looks();
    const looking = turns.look(read('look', true));
    await come('look');
    await assert.rejects(looking, /look/);
    const again = turns.look(read('again'));
    await come('again');
    await again;
    assert.deepEqual(taken, ['again']);
  });

  test('a write that fails is over too', async () => {
    const turns = new Turns();
    const { read, come, taken } = looks();
    await assert.rejects(
      turns.write(() => Promise.reject(new Error('refused'))),
      /refused/,
    );
    const looking = turns.look(read('look'));
    await come('look');
    await looking;
    assert.deepEqual(taken, ['look']);
  });

  test('looks come one after the other, and those that wait are one: the last that was asked for', async () => {
    const turns = new Turns();
    const { begun, read, come, taken } = looks();
    const waiting = [turns.look(read('first'))];
    await soon(() => begun.includes('first'));
    waiting.push(turns.look(read('second')), turns.look(read('third')));
    await quiet();
    assert.deepEqual(begun, ['first']);
    await come('first');
    await come('third');
    await Promise.all(waiting);
    assert.deepEqual(
      [begun, taken],
      [
        ['first', 'third'],
        ['first', 'third'],
      ],
    );
  });
});
