import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { choicesOf } from '../../../src/core/state/choicesOf.ts';
import { sampleSession } from './sessions.ts';

describe('The choice lists of an account', () => {
  test('say when a list has come, once for all who asked', async (t) => {
    const { session } = await sampleSession(t, { numbers: 3 });
    const lists = choicesOf(session);
    const heard: unknown[] = [];
    lists.onDidChange((source) => heard.push([source, lists.state(source)?.phase]));
    await Promise.all([lists.load('connections'), lists.load('connections')]);
    await lists.load('connections');
    assert.deepEqual(heard, [['connections', 'ready']]);
  });

  test('say that a list failed, and try it again when it is asked for again', async (t) => {
    const { session, simulator } = await sampleSession(t, { numbers: 3 });
    const lists = choicesOf(session);
    const heard: unknown[] = [];
    lists.onDidChange((source) => heard.push(lists.state(source)?.phase));
    simulator.faults.add({ fault: 'empty' });
    await lists.load('tags');
    simulator.faults.clear();
    await lists.load('tags');
    assert.deepEqual(heard, ['failed', 'ready']);
  });
});
