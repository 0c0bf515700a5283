import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CurrentAccount, type Session } from '../../../src/core/state/session.ts';
import { Failure } from '../../../src/core/telnyx/failure.ts';
import { quietSession } from './sessions.ts';

describe('The account in use', () => {
  test('says to open one when something needs it and there is none', () => {
    const isHelpful = (thrown: unknown) => thrown instanceof Failure && thrown.wayOut === 'check-account';
    assert.throws(() => new CurrentAccount().needed(), isHelpful);
  });

  test('closes the session of the one before when another is put in force', (t) => {
    const account = new CurrentAccount();
    const [first, second] = [quietSession(t), quietSession(t)];
    const heard: (Session | undefined)[] = [];
    account.onDidChange(() => heard.push(account.session));
    account.become({ phase: 'open', session: first });
    account.become({ phase: 'open', session: second });
    assert.equal(account.needed(), second);
    assert.deepEqual(heard, [first, second]);
    assert.deepEqual([first.closed, second.closed], [true, false]);
  });

  test('keeps what rooms keep for a session once, and disposes it with the session', (t) => {
    const session = quietSession(t);
    const log: string[] = [];
    const maker = () => {
      log.push('made');
      return { dispose: () => void log.push('disposed') };
    };
    assert.equal(session.keep(maker), session.keep(maker));
    session.dispose();
    assert.deepEqual(log, ['made', 'disposed']);
  });
});
