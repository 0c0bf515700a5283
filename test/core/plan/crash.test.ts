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
import { manyNumbers, timesWritten, type Many } from './many.ts';

const size = 2500;
const [ones, ordered] = [3, 20];

type Rows = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** One plan over an account of which each round wishes something that none of the numbers has. */
class Rounds {
  readonly #t: TestContext;
  readonly #many: Many;
  readonly #profiles: readonly string[];
  readonly #numbers: readonly NumberName[];
  #round = 0;

  constructor(t: TestContext, many: Many, rows: Rows) {
    const profileOf = ({ id }: NumberName) => String(rows.get(id)?.messaging_profile_id);
    const known = new Set(many.numbers.map(profileOf).filter((id) => id.length > 20));
    const [first] = known;
    const [some, others] = [[] as NumberName[], [] as NumberName[]];
    for (const number of many.numbers)
      (profileOf(number) === first && some.length < ordered ? some : others).push(number);
    assert.ok(some.length === ordered && known.size > 1);
    this.#t = t;
    this.#many = many;
    this.#profiles = [...known];
    this.#numbers = [...some, ...others];
  }

  /** Most of it in jobs, some in single requests, some in an order. */
  #proposal(rows: Rows): Proposal {
    const round = ++this.#round;
    const held = this.#numbers.slice(0, ordered).map(({ id }) => rows.get(id)?.messaging_profile_id);
    const profile = this.#profiles.find((id) => !held.includes(id));
    assert.ok(profile !== undefined);
    const wishes = this.#numbers.map((number, at): Wish => {
      if (at < ordered) return { number, base: {}, mine: { 'messaging.messaging_profile_id': profile } };
      const own = at < ordered + ones ? `ONE ${round} ${at}` : `ALL ${round}`;
      return { number, base: {}, mine: { 'general.customer_reference': own } };
    });
    return { source: 'form', title: `Round ${round}`, wishes, deletions: [] };
  }

  /** Begins the plan in a window that dies, resumes it in another, and compares the account with what is said of it. */
  async live({ dieAt, moment }: Death) {
    const { simulator } = this.#many;
    const told = dieAt ? `${moment} ${JSON.stringify(dieAt)}` : 'alive';
    const folder = await mkdtemp(join(tmpdir(), 'telnyx-crash-'));
    this.#t.after(() => rm(folder, { recursive: true, force: true }));
    const store = new JournalFiles(folder);
    const proposal = this.#proposal(await this.#many.rows());
    const since = simulator.log.length;
    const death = { ...(dieAt && { dieAt }), moment };
    const killed = await dies({ url: simulator.url, folder, proposal, chunk: 1000, ...death });
    assert.equal(killed, dieAt !== undefined, `${told}: the window came to where it was to die`);
    const log = () =>
      simulator.log.slice(since).filter(({ method, status }) => method !== 'GET' && status < 300);
    const plans = this.#many.window({ store });
    const [summary] = await plans.recent();
    if (!summary) {
      assert.equal(log().length, 0, 'nothing is sent before the plan is written down');
      return { entries: [], lost: new Set<string>(), written: new Set<string>() };
    }
    const words = killed ? await readFile(lastWords(folder), 'utf8') : '';
    const open = await unanswered(store, summary.id);
    const lost = moment === 'after' ? await aboutToBeSent(store, summary.id, words) : new Set<string>();
    if (killed) await (await plans.resume(summary.id)).settled();
    const record = await plans.open(summary.id);
    assert.equal(record.state.phase, 'done', told);
    const times = timesWritten(log(), this.#many.numbers);
    const rows = await this.#many.rows();
    const wishes = new Map(proposal.wishes.map(({ number, mine }) => [number.id, mine]));
    for (const result of record.results()) {
      const { id } = result.number;
      const [[key, value] = ['', null]] = Object.entries(wishes.get(id) ?? {});
      const holds = rows.get(id)?.[key.split('.')[1] ?? ''] === value;
      const how = {
        times: times.get(id) ?? 0,
        holds,
        inOrder: key.startsWith('messaging.'),
        isOpen: open.has(id),
        isLost: lost.has(id),
      };
      assert.equal(wrongIn(result, how), undefined, `${told}: ${result.number.phoneNumber}`);
    }
    const entries = entriesIn(await readFile(join(folder, `${summary.id}.journal`), 'utf8'));
    return { entries, lost, written: new Set(times.keys()) };
  }
}

interface How {
  readonly times: number;
  readonly holds: boolean;
  readonly inOrder: boolean;
  /** Sent, as the journal has it, when the window died, and not answered. */
  readonly isOpen: boolean;
  /** On disk as about to be sent, when the window died before it could be. */
  readonly isLost: boolean;
}

/** What is not true of a result. */
function wrongIn({ became, sentence }: NumberResult, how: How): string | undefined {
  const { times, holds, inOrder, isOpen, isLost } = how;
  const wrong = (why: string) => `${became} (${sentence ?? ''}), ${JSON.stringify(how)}: ${why}`;
  if (times > 1) return wrong('it was sent twice');
  if (isLost && (became !== 'unknown' || times > 0)) return wrong('nobody can know of it');
  if (became === 'changed') return holds && times === 1 ? undefined : wrong('it was not changed');
  if (became === 'failed') return holds ? wrong('it was changed') : undefined;
  if (became !== 'unknown') return wrong('it was to be sent');
  if (!isOpen) return wrong('it was answered, or never sent');
  // Telnyx lists no orders, so that nobody finds out why one has left a number as it was.
  return holds || (times > 0 && !inOrder) ? wrong('what was sent is found again') : undefined;
}

describe('A window that is killed in the middle of a plan', () => {
  test(
    'at any entry of its journal: every number is written once, or unknown where it was sent and not answered',
    { timeout: 300_000 },
    async (t) => {
      const jobs = { startMs: 0, stepMs: 0.01, expireMs: 60_000 };
      const many = await manyNumbers(t, { numbers: size, now: Date.now, jobs });
      const rounds = new Rounds(t, many, await many.rows());
      const { entries, written } = await rounds.live({ moment: 'before' });
      const marks = marksOf(entries);
      const kinds = new Set(marks.map(({ kind }) => kind));
      assert.deepEqual([...kinds].sort(), ['begin', 'done', 'end', 'go', 'send', 'step', 'taken', 'told']);

      for (const dieAt of marks.filter(({ kind }) => kind !== 'step'))
        await rounds.live({ dieAt, moment: 'before' });
      // Jobs and single requests come to the journal in any order, several in one write: so each is met by name.
      const lost = new Set<string>();
      for (const dieAt of marks.filter(({ kind }) => kind === 'send'))
        for (const id of (await rounds.live({ dieAt, moment: 'after' })).lost) lost.add(id);
      assert.deepEqual(
        [...written].filter((id) => !lost.has(id)),
        [],
        'each number was once about to be sent',
      );
      t.diagnostic(`${marks.length} entries, ${lost.size} numbers`);
    },
  );
});
