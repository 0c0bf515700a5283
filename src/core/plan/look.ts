import { t } from '@vscode/l10n';
import type { Door } from '../telnyx/door.ts';
import { Failure } from '../telnyx/failure.ts';
import { blockOf, compare, neededFor, type Found } from './compare.ts';
import { tooLarge } from './guard.ts';
import { numbersIn } from './jobTally.ts';
import { openJobs } from './openJobs.ts';
import type { NumberName } from './plan.ts';
import type { LookOptions } from './plans.ts';
import type { Family, Proposal } from './proposal.ts';
import type { Plan } from './rows.ts';
import type { ListPlaces } from './listPlaces.ts';
import { survey } from './survey.ts';
import { tableOf } from './tables.ts';

/**
 * Compares a proposal with the account; remembers in `places` where its numbers stand. Throws a Failure, for one of too
 * many numbers before anything is read.
 */
export async function lookAt(
  door: Door,
  proposal: Proposal,
  { places, ...options }: LookOptions & { readonly places: ListPlaces },
): Promise<Plan> {
  const refusal = tooLarge(proposal);
  if (refusal) throw refusal;
  const table = tableOf(proposal.family);
  const needed = neededFor(proposal, table);
  const numbers = [...proposal.wishes.map(({ number }) => number), ...proposal.deletions];
  const warnings: string[] = [];
  const busy = await busyNumbers(door, proposal.family, options.signal, warnings);
  const found = await survey(door, numbers, needed, { ...options, places });
  const rows = compare(proposal, withJobs(found, numbers, busy), table);
  return {
    source: proposal.source,
    title: proposal.title,
    ...(proposal.of !== undefined && { of: proposal.of }),
    ...(proposal.restores && { restores: proposal.restores }),
    family: proposal.family ?? 'numbers',
    rows,
    warnings,
  };
}

/** Numbers inside running jobs. That nobody can tell is a warning, not the end: the jobs are asked again before sending. */
async function busyNumbers(
  door: Door,
  family: Family | undefined,
  signal: AbortSignal | undefined,
  warnings: string[],
): Promise<ReadonlyMap<string, string>> {
  if (family === 'mobile') return new Map();
  try {
    return numbersIn(await openJobs(door, signal));
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.kind === 'cancelled') throw thrown;
    warnings.push(t('Nobody can say which numbers are inside running jobs: {0}', thrown.sentence));
    return new Map();
  }
}

/** What was found, with the numbers that a job is working on blocked. */
function withJobs(
  found: ReadonlyMap<string, Found>,
  numbers: readonly NumberName[],
  busy: ReadonlyMap<string, string>,
): (id: string) => Found | undefined {
  if (busy.size === 0) return (id) => found.get(id);
  const jobs = new Map(
    numbers.flatMap(({ id, phoneNumber }) => {
      const job = busy.get(id) ?? busy.get(phoneNumber);
      return job === undefined ? [] : [[id, job] as const];
    }),
  );
  return (id) => {
    const job = jobs.get(id);
    const known = found.get(id);
    return job === undefined || !known || blockOf(known)
      ? known
      : { ...known, block: { why: 'in-job', job } };
  };
}
