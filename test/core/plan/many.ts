import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { JournalStore } from '../../../src/core/plan/journalStore.ts';
import { openPlans, type PlansOptions } from '../../../src/core/plan/openPlans.ts';
import type { NumberName, Wish } from '../../../src/core/plan/plan.ts';
import type { Plans } from '../../../src/core/plan/plans.ts';
import type { Proposal } from '../../../src/core/plan/proposal.ts';
import type { Run, RunState } from '../../../src/core/plan/run.ts';
import type { Values } from '../../../src/core/settings/setting.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import type { Door } from '../../../src/core/telnyx/door.ts';
import { JournalFiles } from '../../../src/host/journalFiles.ts';
import type { LoggedRequest } from '../../../src/sample/index.ts';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator.ts';
import { TestClock } from '../telnyx/doors.ts';

/** An account of many numbers over HTTP, whose time passes only when somebody waits. */
export interface Many {
  readonly simulator: Simulator;
  readonly clock: TestClock;
  readonly door: Door;
  readonly store: JournalStore;
  readonly plans: Plans;
  /** In the order of the list. */
  readonly numbers: readonly NumberName[];
  /** Ids that lists were told to read again. */
  readonly written: string[];
  /** Another window, or the same after a restart. */
  window(options?: Partial<PlansOptions>): Plans;
  /** What the account holds of every number, as operation 5 tells it, by id. */
  rows(): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>>;
  /** The requests that changed something, or tried to. */
  writes(): readonly LoggedRequest[];
}

/** Starts an account; everything ends with the test. */
export async function manyNumbers(
  t: TestContext,
  options: SimulatorOptions = {},
  given: Partial<PlansOptions> = {},
): Promise<Many> {
  const clock = new TestClock();
  const simulator = await startSimulator({ numbers: 60, now: () => clock.now(), ...options });
  t.after(() => simulator.close());
  const folder = await mkdtemp(join(tmpdir(), 'telnyx-plans-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const open = () => {
    const door = openDoor({ baseUrl: simulator.url, apiKey: 'KEY_SAMPLE_ACCOUNT', clock, random: () => 0 });
    t.after(() => {
      door.close();
    });
    return door;
  };
  const [door, other] = [open(), open()];
  const store = given.store ?? new JournalFiles(folder);
  const written: string[] = [];
  let windows = 0;
  const window = (own: Partial<PlansOptions> = {}) => {
    const plans = openPlans({
      door,
      // Each window is a program of its own, with its own open files.
      store: new JournalFiles(folder),
      clock,
      profile: { readOnly: false },
      holder: `window ${++windows}`,
      limits: () => ({ largeFrom: 1_000_000, chunk: 1000 }),
      onWritten: (ids) => written.push(...ids),
      ...given,
      ...own,
    });
    t.after(() => plans.dispose());
    return plans;
  };
  const rows = async () => {
    const found = new Map<string, Readonly<Record<string, unknown>>>();
    for (let number = 1; ; number++) {
      const page = await other.page((sdk, query, own) => sdk.phoneNumbers.list(query, own), {
        number,
        size: 250,
      });
      for (const raw of page.rows as { id: string }[]) found.set(raw.id, raw);
      if (number >= (page.pages ?? 1)) return found;
    }
  };
  const numbers = [...(await rows()).values()].map((raw) => ({
    id: String(raw.id),
    phoneNumber: String(raw.phone_number),
  }));
  return {
    simulator,
    clock,
    door,
    store,
    plans: window(),
    numbers,
    written,
    window,
    rows,
    writes: () => simulator.log.filter(({ method }) => method !== 'GET'),
  };
}

/** Asks for the same of many numbers. */
export function wishFor(numbers: readonly NumberName[], mine: Values, base: Values = {}): Proposal {
  const wishes = numbers.map((number): Wish => ({ number, base, mine }));
  return { source: 'form', title: 'Try', wishes, deletions: [] };
}

export const toDelete = (numbers: readonly NumberName[]): Proposal => ({
  source: 'verb',
  title: 'Delete',
  wishes: [],
  deletions: numbers,
});

/** Looks and applies; resolves when the run has settled. */
export async function applied(plans: Plans, proposal: Proposal): Promise<{ run: Run; state: RunState }> {
  const plan = await plans.look(proposal);
  const { confirm } = plans.facts(plan);
  const run = await plans.apply(plan, confirm ? { typed: confirm.count } : {});
  const state = await run.settled();
  return { run, state };
}

/** The figures of a run that are not zero. */
export const figures = ({ counts }: RunState): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));

/** How often each number was written to, or tried to be: by id. */
export function timesWritten(
  log: readonly LoggedRequest[],
  numbers: readonly NumberName[],
): ReadonlyMap<string, number> {
  const ids = new Map(
    numbers.flatMap(({ id, phoneNumber }) => [[id, id] as const, [phoneNumber, id] as const]),
  );
  const times = new Map<string, number>();
  const add = (name: string | undefined) => {
    const id = ids.get(name ?? '');
    assert.ok(id !== undefined, `an unknown number was written to: ${name}`);
    times.set(id, (times.get(id) ?? 0) + 1);
  };
  for (const { path, body } of log) {
    const batch = body as { phone_numbers?: string[]; numbers?: string[] } | undefined;
    const named = batch?.phone_numbers ?? batch?.numbers;
    if (named) named.forEach(add);
    else add(/\/phone_numbers\/([^/]+)/.exec(path)?.[1]);
  }
  return times;
}
