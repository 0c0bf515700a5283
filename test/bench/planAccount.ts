// What the benches of plans work on.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { numbersIn } from '../../src/core/plan/jobTally.ts';
import { openJobs } from '../../src/core/plan/openJobs.ts';
import { openPlans } from '../../src/core/plan/openPlans.ts';
import type { NumberName } from '../../src/core/plan/plan.ts';
import type { Plans } from '../../src/core/plan/plans.ts';
import type { Proposal } from '../../src/core/plan/proposal.ts';
import type { Plan } from '../../src/core/plan/rows.ts';
import type { Run } from '../../src/core/plan/run.ts';
import { openDoor } from '../../src/core/telnyx/client.ts';
import type { Door } from '../../src/core/telnyx/door.ts';
import { JournalFiles } from '../../src/host/journalFiles.ts';
import { startSimulator } from '../simulator.ts';

export async function timed<T>(work: () => Promise<T>): Promise<readonly [number, T]> {
  const began = performance.now();
  const result = await work();
  return [performance.now() - began, result];
}

export const wishesFor = (
  numbers: readonly NumberName[],
  mineOf: (at: number) => Proposal['wishes'][number]['mine'],
): Proposal => ({
  source: 'form',
  title: 'Bench',
  wishes: numbers.map((number, at) => ({ number, base: {}, mine: mineOf(at) })),
  deletions: [],
});

/** Plans of an account whose journals lie in a folder of this machine. */
export const plansIn = (door: Door, folder: string): Plans =>
  openPlans({
    door,
    store: new JournalFiles(folder),
    profile: { readOnly: false },
    holder: `bench ${performance.now()}`,
    limits: () => ({ largeFrom: 1e9, chunk: 1000 }),
  });

/** Numbers that a plan would send: active ones that no job of the account is working on. */
export async function freeNumbers(door: Door, most: number): Promise<readonly NumberName[]> {
  const busy = numbersIn(await openJobs(door));
  const free: NumberName[] = [];
  for (let number = 1, pages = 1; number <= pages && free.length < most; number++) {
    const page = await door.page((sdk, query, own) => sdk.phoneNumbers.list(query, own), {
      number,
      size: 250,
    });
    pages = page.pages ?? 0;
    free.push(
      ...(page.rows as { id: string; phone_number: string; status: string }[])
        .filter(
          ({ id, phone_number, status }) => status === 'active' && !busy.has(id) && !busy.has(phone_number),
        )
        .map(({ id, phone_number }) => ({ id, phoneNumber: phone_number })),
    );
  }
  if (free.length < most) throw new Error(`The account has ${free.length} free numbers, not ${most}.`);
  return free.slice(0, most);
}

/** Applies a plan to its end. What was left out would make any figure look better than it is. */
export async function applied(plans: Plans, plan: Plan): Promise<Run> {
  const kept = plan.rows.find(({ state }) => state !== 'send');
  if (kept)
    throw new Error(`The plan leaves out ${kept.number.phoneNumber}: ${kept.block?.why ?? kept.state}.`);
  const run = await plans.apply(plan);
  const { phase, counts, numbers } = await run.settled();
  if (phase !== 'done' || counts.changed !== numbers)
    throw new Error(`The plan changed ${counts.changed} of ${numbers} numbers and is ${phase}.`);
  return run;
}

/** An account with the latency of a network, so many numbers that can be changed, and what works on them. */
export async function account(options: Parameters<typeof startSimulator>[0], most: number) {
  const simulator = await startSimulator(options);
  const folder = await mkdtemp(join(tmpdir(), 'telnyx-bench-'));
  const door = openDoor({ baseUrl: simulator.url, apiKey: 'KEY_SAMPLE_ACCOUNT' });
  const numbers = await freeNumbers(door, most);
  const end = async () => {
    door.close();
    await simulator.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { simulator, door, open: () => plansIn(door, folder), numbers, end };
}
