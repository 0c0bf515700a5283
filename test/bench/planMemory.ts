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
async function weigh(wish: 'equal' | 'own') {
  const jobs = { startMs: 0, stepMs: 0.5, expireMs: 3_600_000 };
  const simulator = await startSimulator({ numbers: mostNumbers + 2000, jobs });
  const child = fork(join(import.meta.dirname, 'planWeight.ts'), [simulator.url, String(mostNumbers), wish], {
    execArgv: ['--expose-gc'],
  });
  const [told] = (await once(child, 'message')) as unknown[];
  await simulator.close();
  return v.parse(megabytes, told);
}

const bounded = (name: string, figure: number): Line => ({
  name,
  value: mb(figure),
  target: 'at most 150 MB',
  met: figure <= 150,
});

export async function weighing(): Promise<Line[]> {
  const [equal, own] = [await weigh('equal'), await weigh('own')];
  const many = mostNumbers.toLocaleString('en');
  return [
    bounded(`  the most it holds while ${many} numbers are looked at, the most of one plan`, equal.looked),
    bounded(`  and while ${equal.steps} jobs of them run`, equal.ran),
    { name: '  when the run is over', value: mb(equal.rest) },
    { name: '  what its process grew by at most, not collected', value: mb(equal.process) },
    bounded('  where each wants values of its own: looked at', own.looked),
    bounded('  and while requests for each of them run', own.ran),
  ];
}
