import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { ofAccount } from '../../../src/commands/ofAccount.ts';
import { standing } from '../../../src/commands/standing.ts';
import type { Profile } from '../../../src/core/model/profile.ts';
import { sessionOf, stillOpen } from '../../../src/core/state/left.ts';
import { CurrentAccount, Session } from '../../../src/core/state/session.ts';
import { Failure } from '../../../src/core/telnyx/failure.ts';
import { workProfile } from '../../profile.ts';
import { startSimulator } from '../../simulator.ts';
import { doorTo, failureOf, getNumber } from '../telnyx/doors.ts';

async function bench(t: TestContext) {
  const simulator = await startSimulator({ numbers: 5 });
  const account = new CurrentAccount();
  t.after(async () => {
    account.dispose();
    await simulator.close();
  });
  const open = (of: Partial<Profile> = {}) => {
    const session = new Session({ ...workProfile, ...of }, doorTo(t, simulator.url));
    account.become({ phase: 'open', session });
    return session;
  };
  return { account, open };
}

const cancelled = () => Promise.reject(new Failure({ kind: 'cancelled', sentence: '', wayOut: 'none' }));
const left = /The account "Work" was left .* not finished/;

describe('A command whose account is left while it is at work', () => {
  test('says so, where nothing else would tell that it came to nothing', async (t) => {
    const { account, open } = await bench(t);
    const session = open();
    const command = ofAccount(account, [], async () => {
      open({ id: 'other' });
      await session.door.read(getNumber, (data) => data);
    });
    assert.match((await failureOf(command())).sentence, left);
  });

  test('says so, too, where the account was only opened anew', async (t) => {
    const { account, open } = await bench(t);
    const session = open();
    const command = ofAccount(account, [], () => {
      open({ readOnly: true });
      stillOpen(session);
    });
    assert.match((await failureOf(command())).sentence, left);
  });

  test('says nothing where a person cancelled it', async (t) => {
    const { account, open } = await bench(t);
    open();
    assert.equal((await failureOf(ofAccount(account, [], cancelled)())).kind, 'cancelled');
  });

  test('is not done again in another account, where it is about rows of the first one', async (t) => {
    const { account, open } = await bench(t);
    open();
    let runs = 0;
    const again = ofAccount(account, [{ row: 1 }], () => (runs += 1));
    await again();
    open({ name: 'Work, renamed' });
    await again();
    assert.equal(runs, 2, 'the account that was opened anew is the same one');
    open({ id: 'other' });
    assert.match((await failureOf(again())).sentence, left);
    assert.equal(runs, 2);
  });

  test('is done in the account in use, where it is about nothing else', async (t) => {
    const { account, open } = await bench(t);
    open();
    let runs = 0;
    const again = ofAccount(account, [], () => (runs += 1));
    await again();
    open({ id: 'other' });
    await again();
    assert.equal(runs, 2);
  });
});

describe('What is asked for on a page of an account that is not in use', () => {
  test('says so, and is not done in another account', async (t) => {
    const { account, open } = await bench(t);
    const session = open();
    assert.equal(sessionOf(account, workProfile), session);
    open({ id: 'other' });
    assert.throws(() => sessionOf(account, workProfile), /The account "Work" is not open\. Switch to it/);
  });
});

describe('An account that another window removed while something was asked', () => {
  test('is said to be gone, in place of closing the one in use or keeping a key for nobody', () => {
    const list = { revision: 1, profiles: [workProfile] };
    assert.equal(standing({ list }, 'work'), 'work');
    assert.throws(() => standing({ list }, 'gone'), /removed meanwhile, so nothing was done/);
  });
});
