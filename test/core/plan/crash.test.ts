import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { NumberName, Wish } from '../../../src/core/plan/plan.ts';
import type { Plans } from '../../../src/core/plan/plans.ts';
import type { Proposal } from '../../../src/core/plan/proposal.ts';
import { JournalFiles } from '../../../src/host/journalFiles.ts';
import type { ChildTask } from './child.ts';
import { manyNumbers, timesWritten } from './many.ts';

const size = 2500;

/** A new value for all numbers: most in jobs, some in single requests, some in an order. */
function proposalFor(numbers: readonly NumberName[], round: number, profile: string | null): Proposal {
  const all = `ALL ${round}`;
  const wishes = numbers.map((number, at): Wish => {
    if (at < 6) return { number, base: {}, mine: { 'general.customer_reference': `ONE ${round} ${at}` } };
    if (at < 26) return { number, base: {}, mine: { 'messaging.messaging_profile_id': profile } };
    return { number, base: {}, mine: { 'general.customer_reference': all } };
  });
  return { source: 'form', title: `Round ${round}`, wishes, deletions: [] };
}

/** Lets a window begin the plan and die; true when it died before it was done. */
async function dies(task: ChildTask): Promise<boolean> {
  const child = fork(join(import.meta.dirname, 'child.ts'), { stdio: 'inherit' });
  child.send(task);
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  assert.ok(signal === 'SIGKILL' || code === 0, `the window ended with ${code ?? signal}`);
  return signal === 'SIGKILL';
}

describe('A window that is killed in the middle of a plan', () => {
  test(
    'at any write to its journal: every number is written once or called unknown',
    { timeout: 300_000 },
    async (t) => {
      const many = await manyNumbers(t, {
        numbers: size,
        now: Date.now,
        jobs: { startMs: 0, stepMs: 0.01, expireMs: 60_000 },
      });
      const before = await many.rows();
      const profile = [...before.values()]
        .map((row) => row.messaging_profile_id)
        .find((id) => typeof id === 'string' && id !== 'UNAVAILABLE');
      let round = 0;
      const unknown = { before: 0, sent: 0 };

      const live = async (moment: ChildTask['moment'], dieAt: number): Promise<boolean> => {
        round += 1;
        const told = `${moment} ${dieAt}`;
        const folder = await mkdtemp(join(tmpdir(), 'telnyx-crash-'));
        t.after(() => rm(folder, { recursive: true, force: true }));
        const proposal = proposalFor(many.numbers, round, round % 2 === 0 ? null : String(profile));
        const since = many.simulator.log.length;
        const killed = await dies({ url: many.simulator.url, folder, proposal, chunk: 1000, dieAt, moment });
        const log = () =>
          many.simulator.log.slice(since).filter(({ method, status }) => method !== 'GET' && status < 300);
        const plans = many.window({ store: new JournalFiles(folder) });
        const [summary] = await plans.recent();
        if (!summary) {
          assert.equal(log().length, 0, 'nothing is sent before the plan is written down');
          return killed;
        }
        if (killed) await (await plans.resume(summary.id)).settled();
        const { state, results } = await recordOf(plans, summary.id);
        assert.equal(state.phase, 'done', told);
        unknown[moment] += state.counts.unknown;
        const times = timesWritten(log(), many.numbers);
        const rows = await many.rows();
        const wishes = new Map(proposal.wishes.map(({ number, mine }) => [number.id, mine]));
        for (const { number, became, sentence } of results) {
          const count = times.get(number.id) ?? 0;
          assert.ok(count <= 1, `${told}: ${number.phoneNumber} was written ${count} times`);
          const [[key, value] = ['', null]] = Object.entries(wishes.get(number.id) ?? {});
          const held = rows.get(number.id)?.[key.split('.')[1] ?? ''];
          if (became === 'changed') assert.equal(held, value, `${told}: ${number.phoneNumber} ${sentence}`);
          else if (became === 'failed')
            assert.notEqual(held, value, `${told}: ${number.phoneNumber} ${sentence}`);
          else assert.equal(became, 'unknown', `${told}: ${sentence}`);
        }
        return killed;
      };

      for (let at = 1; await live('before', at); at++);
      const writes = round;
      for (let at = 1; await live('sent', at); at++);
      t.diagnostic(`${round} windows, unknown ${JSON.stringify(unknown)}`);
      assert.ok(writes > 8, `only ${writes} writes`);
      // What had been sent was found again; only what was about to be sent is unknown to whoever comes after.
      // Jobs come to the journal in any order, so that a short one may be met more than once: at least that one each time.
      assert.ok(unknown.sent > 500, `${unknown.sent} unknown of what was about to be sent`);
      assert.ok(unknown.before < writes * 20, `${unknown.before} unknown of what was sent`);
    },
  );
});

async function recordOf(plans: Plans, id: string) {
  const record = await plans.open(id);
  return { state: record.state, results: record.results() };
}
