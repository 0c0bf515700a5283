import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { Lease, LeaseLost } from '../../../src/core/plan/lease.ts';
import { JournalFiles } from '../../../src/host/journalFiles.ts';
import { TestClock } from '../telnyx/doors.ts';
import { entriesIn } from './child.ts';
import { figures, manyNumbers, wishFor } from './many.ts';

const name = 'run';
const minute = 60_000;

async function folderOf(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'telnyx-lease-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Windows that take a run over from one another, since each waits until the one before seems to be gone. */
async function windowsOf(t: TestContext) {
  const store = new JournalFiles(await folderOf(t));
  const clock = new TestClock();
  const take = (holder: string) => Lease.take(store, name, holder, clock);
  const takeOver = async (holder: string): Promise<Lease> => {
    await clock.sleep(minute);
    const lease = await take(holder);
    assert.ok(lease);
    return lease;
  };
  return { store, clock, take, takeOver };
}

describe('The lease of a run', () => {
  test('is lost to whoever took the run over, however many did after them', async (t) => {
    const { takeOver } = await windowsOf(t);
    const leases: Lease[] = [];
    for (const holder of ['a', 'b', 'c', 'd']) {
      leases.push(await takeOver(holder));
      for (const old of leases.slice(0, -1)) await assert.rejects(old.check(), LeaseLost);
      await leases.at(-1)?.check();
    }
  });

  test('does not come back when its window says again that it is there', async (t) => {
    const { store, takeOver } = await windowsOf(t);
    const first = await takeOver('a');
    await takeOver('b');
    const third = await takeOver('c');
    await first.release();
    await assert.rejects(first.check(), LeaseLost);
    await third.check();
    assert.equal((await store.lease(name))?.generation, third.generation);
  });

  test('is not given to a window that looked long ago, nor back to the one that held it then', async (t) => {
    const { store, takeOver } = await windowsOf(t);
    const first = await takeOver('a');
    await takeOver('b');
    const third = await takeOver('c');
    const late = JSON.stringify({ holder: 'late', until: 0 });
    for (const generation of [1, 2, 3])
      assert.equal(await store.makeLease(name, generation, late), false, `${generation}`);
    await assert.rejects(first.check(), LeaseLost);
    await third.check();
  });

  test('is held by the last one alone, whoever takes it at the same moment', async (t) => {
    const { clock, take } = await windowsOf(t);
    const taken: Lease[] = [];
    for (let round = 0; round < 40; round++) {
      await clock.sleep(minute);
      const all = await Promise.all(Array.from({ length: 6 }, (_, at) => take(`${round} ${at}`)));
      const won = all.flatMap((lease) => lease ?? []);
      taken.push(...won);
      const checked = await Promise.allSettled(taken.slice(-12).map((lease) => lease.check()));
      assert.ok(checked.filter(({ status }) => status === 'fulfilled').length <= 1, `round ${round}`);
      assert.ok(won.length <= 1, `round ${round}`);
    }
    assert.ok(taken.length > 20);
  });

  test('leaves one file behind, whoever held it', async (t) => {
    const folder = await folderOf(t);
    const clock = new TestClock();
    for (const holder of ['a', 'b', 'c']) {
      await clock.sleep(minute);
      assert.ok(await Lease.take(new JournalFiles(folder), name, holder, clock));
    }
    assert.deepEqual(await readdir(folder), ['run.lease.3']);
  });
});

/** A disk that takes its time with the first thing that is about to be sent, while nobody says that the window is there. */
class Stalling extends JournalFiles {
  #hasStalled = false;
  #stall: () => void = () => undefined;
  goOn: () => void = () => undefined;
  readonly stalls = new Promise<void>((resolve) => (this.#stall = resolve));
  readonly #goesOn = new Promise<void>((resolve) => (this.goOn = resolve));

  override async append(journal: string, text: string): Promise<void> {
    if (!this.#hasStalled && entriesIn(text).some(({ kind }) => kind === 'send')) {
      this.#hasStalled = true;
      this.#stall();
      await this.#goesOn;
    }
    return super.append(journal, text);
  }
}

describe('A window whose disk stalls for longer than it holds a run', () => {
  for (const [what, count] of [
    ['single requests', 3],
    ['a job', 20],
  ] as const)
    test(`sends nothing that it has written down meanwhile: ${what}`, async (t) => {
      const folder = await folderOf(t);
      const store = new Stalling(folder);
      const many = await manyNumbers(t, {}, { store });
      const rows = await many.rows();
      const numbers = many.numbers.filter(({ id }) => rows.get(id)?.status === 'active').slice(0, count);
      const plan = await many.plans.look(wishFor(numbers, { 'general.customer_reference': 'NEW' }));
      const run = await many.plans.apply(plan);
      await store.stalls;
      await many.clock.sleep(minute);
      const other = await many.window({ store: new JournalFiles(folder) }).resume(run.state.id);
      const resumed = await other.settled();
      assert.deepEqual([resumed.phase, figures(resumed)], ['done', { changed: count }]);
      const sent = many.writes().length;
      store.goOn();
      assert.equal((await run.settled()).phase, 'elsewhere');
      assert.equal(many.writes().length, sent);
      // What it wrote down too late changes nothing of what became of the run.
      const { state } = await many.window({ store: new JournalFiles(folder) }).open(run.state.id);
      assert.deepEqual([state.phase, state.damaged, figures(state)], ['done', false, { changed: count }]);
    });
});
