// The process of planMemory.ts: looks at a plan, runs it, and tells what it held at most above its start, in megabytes.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJobs } from '../../src/core/plan/openJobs.ts';
import type { Run } from '../../src/core/plan/run.ts';
import { openDoor } from '../../src/core/telnyx/client.ts';
import { applied, freeNumbers, plansIn, wishesFor } from './planAccount.ts';

const [url = '', many = '', wish = ''] = process.argv.slice(2);
/** Numbers after which a run of single requests is cancelled: it holds no more later. */
const enough = 2000;

const collect = globalThis.gc ?? (() => assert.fail('This needs node --expose-gc.'));

/** What is held, garbage collected. Bodies of answers are given back while the next collection goes on: hence two. */
function held(): number {
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** The most that is held while something is done. */
async function most<T>(work: () => Promise<T>): Promise<readonly [number, T]> {
  let peak = held();
  const timer = setInterval(() => (peak = Math.max(peak, held())), 500);
  try {
    const result = await work();
    return [Math.max(peak, held()), result];
  } finally {
    clearInterval(timer);
  }
}

/** A run that is cancelled when it is well under way. */
async function begun(): Promise<Run> {
  const run = await plans.apply(plan);
  run.onChange(({ counts }) => {
    if (counts.changed >= enough) run.cancel();
  });
  await run.settled();
  return run;
}

const folder = await mkdtemp(join(tmpdir(), 'telnyx-bench-'));
const door = openDoor({ baseUrl: url, apiKey: 'KEY_SAMPLE_ACCOUNT' });
await openJobs(door);
// The door is warm; what comes now is the plan, the names of its numbers included.
const [start, grown] = [held(), process.memoryUsage.rss()];
const numbers = await freeNumbers(door, Number(many));
const plans = plansIn(door, folder);
const equal = { 'general.tags': ['support', 'vip'], 'general.hd_voice_enabled': true };
const own = (at: number) => ({ 'general.tags': ['vip', `t${at}`], 'general.customer_reference': `C ${at}` });
const proposal = wishesFor(numbers, wish === 'own' ? own : () => equal);
const [looked, plan] = await most(() => plans.look(proposal));
const [ran, run] = await most(() => (wish === 'own' ? begun() : applied(plans, plan)));
const rest = held();
const steps = run.state.stepStates.length;
const mb = (bytes: number) => bytes / 1e6;
process.send?.({
  looked: mb(looked - start),
  ran: mb(ran - start),
  rest: mb(rest - start),
  process: mb(process.resourceUsage().maxRSS * 1024 - grown),
  steps,
});
await plans.dispose();
door.close();
await rm(folder, { recursive: true, force: true });
process.disconnect();
