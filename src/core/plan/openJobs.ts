import { t } from '@vscode/l10n';
import type { Door, RawPage } from '../telnyx/door.ts';
import { Failure } from '../telnyx/failure.ts';
import { isEnded, jobsAmong, type BatchJob } from './jobs.ts';

const listSize = 250;
/** Where the filter is refused or ignored (D9), open jobs are looked for among so many pages of all. */
const mostListed = 40;

/**
 * The jobs that have not ended (operation 7), from all pages of the list. Throws a Failure when the list is too long to
 * be read to its end, since then nobody can say.
 */
export async function openJobs(door: Door, signal?: AbortSignal): Promise<readonly BatchJob[]> {
  const read = (status?: ('pending' | 'in_progress')[]) =>
    allJobs((number) =>
      door.page(
        (sdk, query, options) =>
          sdk.phoneNumbers.jobs.list({ ...query, ...(status && { filter: { status } }) }, options),
        { number, size: listSize },
        signal,
      ),
    );
  const jobs = await read(['pending', 'in_progress']).catch((thrown: unknown) => {
    if (thrown instanceof Failure && thrown.kind === 'rejected') return read();
    throw thrown;
  });
  return jobs.filter((job) => !isEnded(job));
}

/** Every job of a list; those that slide on to the next page while it is read are told once. */
async function allJobs(page: (number: number) => Promise<RawPage>): Promise<readonly BatchJob[]> {
  const found = new Map<string, BatchJob>();
  for (let number = 1; number <= mostListed; number++) {
    const { rows, pages } = await page(number);
    for (const job of jobsAmong(rows)) found.set(job.id, job);
    const isLast = pages === undefined ? rows.length < listSize : number >= pages;
    if (isLast || rows.length === 0) return [...found.values()];
  }
  const sentence = t('There are too many jobs in this account to look through all of them.');
  throw new Failure({ kind: 'unknown', sentence, wayOut: 'none' });
}
