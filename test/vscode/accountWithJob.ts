import assert from 'node:assert/strict';
import { startJob } from '../../src/core/plan/jobs.ts';
import { kinds } from '../../src/core/resources/index.ts';
import { CurrentAccount, Session } from '../../src/core/state/session.ts';
import { openDoor } from '../../src/core/telnyx/client.ts';
import { startSimulator } from '../simulator.ts';

export interface LockedNumber {
  readonly id: string;
  readonly phone_number: string;
  readonly deletion_lock_enabled: boolean;
}

/** An account beside the one of the window, with two locked numbers, and a job that goes on on the first of them. */
export async function accountWithJob() {
  const simulator = await startSimulator({
    numbers: 120,
    jobs: { startMs: 1000, stepMs: 3_600_000, expireMs: 86_400_000 },
  });
  const door = openDoor({ baseUrl: simulator.url, apiKey: 'KEY_SAMPLE_ACCOUNT' });
  const profile = { id: 'files', name: 'Files', icon: 'account', kind: 'account', readOnly: false } as const;
  const session = new Session({ ...profile, baseUrl: simulator.url }, door, kinds);
  const account = new CurrentAccount();
  account.become({ phase: 'open', session });
  const { rows } = await door.page((sdk, query, options) => sdk.phoneNumbers.list(query, options), {
    number: 1,
    size: 120,
  });
  const [first, second] = (rows as LockedNumber[]).filter((row) => row.deletion_lock_enabled);
  assert.ok(first && second, 'some numbers of the account are locked');
  await startJob(door, 10, [first.id], { customer_reference: 'x' });
  const end = async () => {
    account.dispose();
    await simulator.close();
  };
  return { account, session, first, second, end };
}
