// What the engine costs beside the bare requests, and beside the job that it waits for.
import { newestJobs } from '../../src/core/plan/jobs.ts';
import { patchNumber } from '../../src/core/plan/operations.ts';
import { inParallel } from '../../src/core/plan/parallel.ts';
import { median, ms, type Line } from './line.ts';
import { account, applied, timed, wishesFor } from './planAccount.ts';

const many = 400;
/** What the door lets through at once when nobody says otherwise. */
const atOnce = 8;
const latencyMs = 60;
/** The first round opens connections and warms the code up; it is not counted. */
const rounds = 6;

/** What the engine adds to the requests themselves, made so many at once without it; who begins changes with each round. */
export async function singles(): Promise<Line[]> {
  const { simulator, door, open, numbers, end } = await account({ numbers: 700, latencyMs }, many);
  const plans = open();
  const patches = () => simulator.log.filter(({ method }) => method === 'PATCH').length;
  const bare = async (round: number) => {
    const [took] = await timed(() =>
      // One more than go at once, as the engine does it, so that no place is ever free.
      inParallel([...numbers.entries()], atOnce + 1, undefined, async ([at, { id }]) => {
        await patchNumber(door, id, { customer_reference: `bare ${round} ${at}` });
      }),
    );
    return took;
  };
  const planned = async (round: number) => {
    const wishes = wishesFor(numbers, (at) => ({ 'general.customer_reference': `plan ${round} ${at}` }));
    const plan = await plans.look(wishes);
    const [took] = await timed(() => applied(plans, plan));
    return took;
  };
  const pairs: { readonly bound: number; readonly took: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const before = patches();
    const first = round % 2 === 0 ? await bare(round) : await planned(round);
    const second = round % 2 === 0 ? await planned(round) : await bare(round);
    if (patches() - before !== 2 * many) throw new Error('The two did not send the same.');
    if (round > 0)
      pairs.push(round % 2 === 0 ? { bound: first, took: second } : { bound: second, took: first });
  }
  await plans.dispose();
  await end();
  const [took, bound] = [median(pairs.map((pair) => pair.took)), median(pairs.map((pair) => pair.bound))];
  const ratio = median(pairs.map((pair) => pair.took / pair.bound));
  return [
    {
      name: `${many} single requests as a plan, beside the bare requests`,
      value: `${ms(took)} : ${ms(bound)}, ${ratio.toFixed(3)} in the middle`,
      target: 'at most 1.05',
      met: ratio <= 1.05,
    },
    { name: '  their latency alone', value: ms(Math.ceil(many / atOnce) * latencyMs) },
    ...(await resuming()),
  ];
}

/** Half is done, then a window closes, and another one goes on. */
async function resuming(): Promise<Line[]> {
  const { simulator, open, numbers, end } = await account({ numbers: 700, latencyMs }, many);
  const plans = open();
  const plan = await plans.look(
    wishesFor(numbers, (at) => ({ 'general.customer_reference': `again ${at}` })),
  );
  const run = await plans.apply(plan);
  const heard = run.onChange(({ counts }) => {
    if (counts.changed >= many / 2) run.pause();
  });
  await run.settled();
  heard.dispose();
  await plans.dispose();
  const since = simulator.log.length;
  const resumed = await open().resume(run.state.id);
  const left = resumed.state.counts.waiting;
  await resumed.settled();
  const own = simulator.log.slice(since);
  const reads = own.filter(({ method, operation }) => method === 'GET' && operation !== 7).length;
  const writes = own.filter(({ method }) => method === 'PATCH').length;
  await end();
  return [
    {
      name: `  resuming with ${left} numbers left of ${many}: reads and writes`,
      value: `${reads}, ${writes}`,
      target: 'each no more than are left',
      met: reads <= left && writes <= left,
    },
  ];
}

/** A job that the server takes some seconds for, as it says itself. */
export async function jobs(): Promise<Line[]> {
  const [latencyMs, startMs, stepMs] = [40, 500, 11.25];
  const timing = { startMs, stepMs, expireMs: 60_000 };
  const { door, open, numbers, end } = await account({ numbers: 700, latencyMs, jobs: timing }, many);
  const plans = open();
  const plan = await plans.look(wishesFor(numbers, () => ({ 'general.customer_reference': 'job' })));
  const [took] = await timed(() => applied(plans, plan));
  const [job] = await newestJobs(door, { number: 1, size: 1 });
  await plans.dispose();
  await end();
  if (job?.successful_operations?.length !== many) throw new Error('The newest job is another one.');
  // Besides, four requests: the newest job before it, who is at work on its numbers, its start, and the look at its end.
  const bound = Date.parse(job.etc ?? '') - Date.parse(job.created_at ?? '') + 4 * latencyMs;
  return [
    {
      name: `A job of ${many} numbers and its four requests, to the last one told`,
      value: `${ms(took)} : ${ms(bound)} = ${(took / bound).toFixed(3)}`,
      target: 'at most 1.05',
      met: took / bound <= 1.05,
    },
  ];
}
