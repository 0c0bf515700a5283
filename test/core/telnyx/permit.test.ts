import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Failure } from '../../../src/core/telnyx/failure.ts';
import { asIs, doorTo, failureOf, pay, TestClock } from './doors.ts';
import { ok, serve } from './server.ts';

describe('A write that is asked about at the last moment', () => {
  test('is asked about once it is its turn, and not before', async (t) => {
    const order: string[] = [];
    const server = await serve(t, (response) => {
      order.push('sent');
      ok(response);
    });
    const door = doorTo(t, server.baseUrl, { concurrency: 1 });
    const permit = () => {
      order.push('asked');
      return Promise.resolve();
    };
    await Promise.all([door.write(pay, asIs), door.write(pay, asIs, undefined, permit)]);
    assert.deepEqual(order, ['sent', 'asked', 'sent']);
  });

  test('is not sent where that is refused, and surely had no effect', async (t) => {
    const server = await serve(t, (response) => ok(response));
    const no = new Failure({ kind: 'misuse', sentence: 'No.', wayOut: 'none' });
    const told = await failureOf(
      doorTo(t, server.baseUrl).write(pay, asIs, undefined, () => Promise.reject(no)),
    );
    assert.equal(told, no);
    assert.deepEqual(server.seen, []);
  });

  test('is not sent when the word comes after its time was over', async (t) => {
    const server = await serve(t, (response) => ok(response));
    const clock = new TestClock();
    const sent: string[] = [];
    // As the network of the sample account, which hears of no cancelling.
    const deaf: typeof fetch = (url, init) => {
      sent.push(init?.method ?? '');
      return fetch(url, { ...init, signal: null });
    };
    let say: () => void = () => undefined;
    let ask: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => (ask = resolve));
    const door = doorTo(t, server.baseUrl, { clock, fetch: deaf });
    const permit = () => {
      ask();
      return new Promise<void>((resolve) => (say = resolve));
    };
    const writing = failureOf(door.write(pay, asIs, undefined, permit));
    await asked;
    clock.ring();
    const told = await writing;
    assert.deepEqual([told.kind, told.effect], ['timeout', 'no']);
    say();
    await door.read((sdk, options) => sdk.balance.retrieve(options), asIs);
    assert.deepEqual(sent, ['GET']);
  });
});
