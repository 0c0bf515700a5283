import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import type { NumberName, Wish } from '../../../src/core/plan/plan.ts';
import type { Proposal } from '../../../src/core/plan/proposal.ts';
import type { NumberResult } from '../../../src/core/plan/run.ts';
import { JournalFiles } from '../../../src/host/journalFiles.ts';
import { entriesIn, lastWords } from './child.ts';
import { aboutToBeSent, dies, marksOf, unanswered, type Death } from './deaths.ts';
import { manyNumbers, timesWritten, toDelete, type Many } from './many.ts';

/** How many numbers each life of a plan changes in a job, changes alone, and deletes. */
interface Sizes {
  readonly inJob: number;
  readonly alone: number;
  readonly deleted: number;
}

const reference = 'customer_reference';
/** Plans that die at the same time, each with numbers of its own. */
const atOnce = 4;

/** Plans that change numbers and delete others; none meets the numbers of another. */
class Lives {
  readonly #t: TestContext;
  readonly #many: Many;
  readonly #numbers: NumberName[];

  constructor(t: TestContext, many: Many, numbers: readonly NumberName[]) {
    this.#t = t;
    this.#many = many;
    this.#numbers = [...numbers];
  }

  #proposal({ inJob, alone, deleted }: Sizes): Proposal {
    const own = this.#numbers.splice(0, inJob + alone + deleted);
    assert.equal(own.length, inJob + alone + deleted, 'the account has enough numbers');
    const wishes = own.slice(deleted).map((number, at): Wish => {
      const mine = { [`general.${reference}`]: at < alone ? `ONE ${number.id}` : 'ALL' };
      return { number, base: {}, mine };
    });
    return { source: 'form', title: 'Change some, delete others', wishes, deletions: own.slice(0, deleted) };
  }

  /** Begins a plan in a window that dies, resumes it in another, and compares the account with what is said of it. */
  async live(sizes: Sizes, { dieAt, moment }: Death) {
    const { simulator } = this.#many;
    const folder = await mkdtemp(join(tmpdir(), 'telnyx-crash-'));
    this.#t.after(() => rm(folder, { recursive: true, force: true }));
    const store = new JournalFiles(folder);
    const proposal = this.#proposal(sizes);
    const names = [...proposal.wishes.map(({ number }) => number), ...proposal.deletions];
    const ids = new Set(names.map(({ id }) => id));
    const death = { ...(dieAt && { dieAt }), moment };
    const killed = await dies({ url: simulator.url, folder, proposal, chunk: 1000, ...death });
    const told = dieAt ? `${moment} ${JSON.stringify(dieAt)}` : 'alive';
    assert.equal(killed, dieAt !== undefined, `${told}: the window came to where it was to die`);
    const times = () => {
      const taken = simulator.log.filter(({ method, status }) => method !== 'GET' && status < 300);
      return new Map([...timesWritten(taken, this.#many.numbers)].filter(([id]) => ids.has(id)));
    };
    const plans = this.#many.window({ store });
    const [summary] = await plans.recent();
    if (!summary) {
      assert.equal(times().size, 0, 'nothing is sent before the plan is written down');
      return [];
    }
    const words = killed ? await readFile(lastWords(folder), 'utf8') : '';
    const open = await unanswered(store, summary.id);
    const lost = moment === 'after' ? await aboutToBeSent(store, summary.id, words) : new Set<string>();
    if (killed) await (await plans.resume(summary.id)).settled();
    const record = await plans.open(summary.id);
    assert.equal(record.state.phase, 'done', told);
    assert.equal(record.results().length, names.length, told);
    const rows = await this.#many.rows();
    const written = times();
    const wishes = new Map(proposal.wishes.map(({ number, mine }) => [number.id, mine]));
    for (const result of record.results()) {
      const { id } = result.number;
      const wish = wishes.get(id)?.[`general.${reference}`];
      const row = rows.get(id);
      const how = {
        times: written.get(id) ?? 0,
        holds: wish === undefined ? row === undefined : row?.[reference] === wish,
        isOpen: open.has(id),
        isLost: lost.has(id),
      };
      assert.equal(wrongIn(result, how), undefined, `${told}: ${result.number.phoneNumber}`);
    }
    return entriesIn(await readFile(join(folder, `${summary.id}.journal`), 'utf8'));
  }
}

interface How {
  readonly times: number;
  /** The account shows it as wished: what was to be deleted is gone. */
  readonly holds: boolean;
  /** Sent, as the journal has it, when the window died, and not answered. */
  readonly isOpen: boolean;
  /** On disk as about to be sent, when the window died before it could be. */
  readonly isLost: boolean;
}

/** What is not true of a result. */
function wrongIn({ became, sentence }: NumberResult, how: How): string | undefined {
  const { times, holds, isOpen, isLost } = how;
  const wrong = (why: string) => `${became} (${sentence ?? ''}), ${JSON.stringify(how)}: ${why}`;
  if (times > 1) return wrong('it was sent twice');
  if (isLost && (became !== 'unknown' || times > 0)) return wrong('nobody can know of it');
  if (became === 'changed') return holds && times === 1 ? undefined : wrong('it was not done');
  if (became !== 'unknown') return wrong('it was to be sent');
  if (!isOpen) return wrong('it was answered, or never sent');
  return holds || times > 0 ? wrong('what was sent is found again') : undefined;
}

/** Numbers that may be changed and deleted. */
async function freeNumbers({ plans, numbers }: Many): Promise<readonly NumberName[]> {
  const { rows } = await plans.look(toDelete(numbers));
  return rows.flatMap(({ state, number }) => (state === 'send' ? [number] : []));
}

describe('A window that is killed in the middle of a plan that deletes numbers', () => {
  const ways: readonly (readonly [string, Sizes, { readonly numbers: number; readonly steps: number }])[] = [
    ['in jobs', { inJob: 10, alone: 1, deleted: 10 }, { numbers: 600, steps: 3 }],
    ['with one request for each', { inJob: 0, alone: 1, deleted: 2 }, { numbers: 120, steps: 2 }],
  ];
  for (const [how, sizes, { numbers, steps }] of ways)
    test(
      `${how}, at any entry of its journal: each is deleted once, or unknown where it was sent and not answered`,
      { timeout: 120_000 },
      async (t) => {
        const jobs = { startMs: 0, stepMs: 0.01, expireMs: 60_000 };
        const many = await manyNumbers(t, { numbers, now: Date.now, jobs });
        const lives = new Lives(t, many, await freeNumbers(many));
        const marks = marksOf(await lives.live(sizes, { moment: 'before' }));
        assert.equal(marks.filter(({ kind }) => kind === 'step').length, steps);
        const deaths = marks.flatMap((dieAt): Death[] => {
          if (dieAt.kind === 'step') return [];
          const before = { dieAt, moment: 'before' } as const;
          return dieAt.kind === 'send' ? [before, { dieAt, moment: 'after' }] : [before];
        });
        while (deaths.length > 0)
          await Promise.all(deaths.splice(0, atOnce).map((death) => lives.live(sizes, death)));
        t.diagnostic(`${marks.length} entries`);
      },
    );
});
