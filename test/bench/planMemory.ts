// What a plan of as many numbers as one takes weighs from the first request to the last number told, in a process of its own.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import * as v from 'valibot';
import { mostNumbers } from '../../src/core/plan/guard.ts';
import { startSimulator } from '../simulator.ts';
import type { Line } from './line.ts';

const megabytes = v.object({
  looked: v.number(),
  ran: v.number(),
  rest: v.number(),
  process: v.number(),
  steps: v.number(),
});

const mb = (figure: number) => `${figure.toFixed(1)} MB`;

/** The account lives here, so that the other process holds the plan and nothing else. */
export async function weighing(): Promise<Line[]> {
  const many = mostNumbers;
  const jobs = { startMs: 0, stepMs: 0.5, expireMs: 3_600_000 };
  const simulator = await startSimulator({ numbers: many + 2000, jobs });
  const child = fork(join(import.meta.dirname, 'planWeight.ts'), [simulator.url, String(many)], {
    execArgv: ['--expose-gc'],
  });
  const [told] = (await once(child, 'message')) as unknown[];
  await simulator.close();
  const { looked, ran, rest, process, steps } = v.parse(megabytes, told);
  return [
    {
      name: `  the most it holds while ${many.toLocaleString('en')} numbers are looked at, the most of one plan`,
      value: mb(looked),
      target: 'at most 150 MB',
      met: looked <= 150,
    },
    {
      name: `  and while ${steps} jobs of them run`,
      value: mb(ran),
      target: 'at most 150 MB',
      met: ran <= 150,
    },
    { name: '  when the run is over', value: mb(rest) },
    { name: '  what its process grew by at most, not collected', value: mb(process) },
  ];
}
