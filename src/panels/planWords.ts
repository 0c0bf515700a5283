import { t } from '@vscode/l10n';
import { grouped } from '../core/model/text.ts';
import { lastingOf, type Facts, type Lasting } from '../core/plan/facts.ts';
import type { Change } from '../core/plan/plan.ts';
import type { Block, PlanRow } from '../core/plan/rows.ts';
import { sayBlock } from '../core/plan/sayBlock.ts';
import type { Note } from '../core/protocol/plan.ts';
import type { ChangeLine } from '../core/protocol/plan.ts';
import { clauses, listed } from '../core/resources/show.ts';
import type { ShowValue } from './planGroups.ts';

export const numbersWords = (count: number) =>
  count === 1 ? t('1 number') : t('{0} numbers', grouped(count));

const jobsWords = (count: number) => (count === 1 ? t('1 job') : t('{0} jobs', grouped(count)));

const requestsWords = (count: number) => (count === 1 ? t('1 request') : t('{0} requests', grouped(count)));

/** `Sets Tags on 2,412 numbers in 3 jobs; 8 have their deletion lock on; 2 changed since you looked.` */
export function headWords(facts: Facts): string {
  const parts = [...doneWords(facts), ...leftWords(facts)];
  const [first, ...rest] = parts;
  if (first === undefined) return t('There is nothing to do.');
  return t('{0}.', clauses([first, ...rest]));
}

function doneWords({ writes, numbers, deletions, jobs, requests, byOperation }: Facts): readonly string[] {
  if (numbers === 0) return [t('Nothing is sent')];
  const sentBy = (operation: number) => byOperation.find((one) => one.operation === operation)?.requests ?? 0;
  const [deletionJobs, single] = [sentBy(8), sentBy(17)];
  const deleted = numbersWords(deletions);
  const howDeleted = howWords(deletionJobs, single);
  if (writes.length === 0)
    return deletions > 0 ? [t('Deletes {0} for good in {1}', deleted, howDeleted)] : [];
  const changed = numbers - deletions;
  const changeJobs = jobs - deletionJobs;
  const how = howWords(changeJobs, requests - deletionJobs - single - changeJobs);
  return [
    t('Sets {0} on {1} in {2}', settingsWords(writes, changed), numbersWords(changed), how),
    // Goes on in the sentence that the changes began.
    ...(deletions > 0 ? [t('deletes {0} for good in {1}', deleted, howDeleted)] : []),
  ];
}

/** `Tags, Messaging profile`; with how many numbers get each, where not all get all of them: `Tags (40), Connection (33)`. */
function settingsWords(writes: Facts['writes'], all: number): string {
  const isForAll = writes.every(({ numbers }) => numbers === all);
  const words = writes.map(({ setting, numbers }) =>
    isForAll ? setting.label() : t('{0} ({1})', setting.label(), grouped(numbers)),
  );
  return listed(words);
}

const howWords = (jobs: number, others: number): string =>
  [...(jobs > 0 ? [jobsWords(jobs)] : []), ...(others > 0 ? [requestsWords(others)] : [])].join(t(' and '));

/** What the count stands for that is asked for before a plan is applied. */
export function confirmWords({ count, deletions }: NonNullable<Facts['confirm']>): string {
  const all = grouped(count);
  if (deletions === 0) return t('This changes {0}. Type {1} to go on.', numbersWords(count), all);
  const deleted = numbersWords(deletions);
  if (deletions === count) return t('This deletes {0} for good. Type {1} to go on.', deleted, all);
  return t(
    'This deletes {0} for good and changes {1}. Type {2} to go on.',
    deleted,
    grouped(count - deletions),
    all,
  );
}

const blockWords: Readonly<Record<Block['why'], (count: number) => string>> = {
  gone: (count) =>
    count === 1 ? t('1 is not in the account') : t('{0} are not in the account', grouped(count)),
  misnamed: (count) =>
    count === 1
      ? t('1 has the ID of another number')
      : t('{0} have the IDs of other numbers', grouped(count)),
  lost: (count) =>
    count === 1
      ? t('1 has a status in which nothing can be changed')
      : t('{0} have a status in which nothing can be changed', grouped(count)),
  unread: (count) => (count === 1 ? t('1 could not be read') : t('{0} could not be read', grouped(count))),
  locked: (count) =>
    count === 1 ? t('1 has its deletion lock on') : t('{0} have their deletion lock on', grouped(count)),
  'in-job': (count) =>
    count === 1 ? t('1 is in a running job') : t('{0} are in running jobs', grouped(count)),
  invalid: (count) => (count === 1 ? t('1 would break a rule') : t('{0} would break a rule', grouped(count))),
  twice: (count) => (count === 1 ? t('1 is there twice') : t('{0} are there twice', grouped(count))),
};

function leftWords({ blocks, rows, out }: Facts): readonly string[] {
  const known = Object.keys(blockWords) as readonly Block['why'][];
  return [
    ...known.flatMap((why) => (blocks[why] ? [blockWords[why](blocks[why])] : [])),
    ...one(
      rows.conflict,
      t('1 changed since you looked'),
      t('{0} changed since you looked', grouped(rows.conflict)),
    ),
    ...one(rows.already, t('1 is as wanted already'), t('{0} are as wanted already', grouped(rows.already))),
    ...one(out, t('1 is taken out'), t('{0} are taken out', grouped(out))),
  ];
}

const one = (count: number, single: string, many: string): readonly string[] =>
  count === 0 ? [] : [count === 1 ? single : many];

const lastingWords: Readonly<Record<Lasting, (numbers: string) => string>> = {
  deletion: (numbers) =>
    t('{0}: deleting cannot be undone. Telnyx may give a number to somebody else.', numbers),
  secret: (numbers) =>
    t('{0}: the PIN that is set now is not known here, so it cannot be put back.', numbers),
  untold: (numbers) => t('{0}: Telnyx does not tell what is set now, so it cannot be put back.', numbers),
  unclearable: (numbers) => t('{0}: a setting is none now, and Telnyx offers no way back to none.', numbers),
};

/** What nobody can take back, before anything is applied. */
export function lastingNotes({ lasting }: Facts): readonly Note[] {
  const kinds = Object.keys(lastingWords) as readonly Lasting[];
  return kinds.flatMap((kind): Note[] => {
    const count = lasting[kind] ?? 0;
    return count === 0 ? [] : [{ tone: 'warning', sentence: lastingWords[kind](numbersWords(count)) }];
  });
}

/** What stands in the way of a change, or what to know of it, before anything is applied. */
export function reviewState(
  row: PlanRow,
  change: Change | undefined,
  show: ShowValue,
): ChangeLine['state'] | undefined {
  if (row.block) return { tone: 'warning', words: sayBlock(row.block) };
  if (row.state === 'already' || change?.verdict === 'already')
    return { tone: 'muted', words: t('as wanted already') };
  if (change?.verdict === 'conflict')
    return { tone: 'warning', words: t('you saw: {0}', show(change, change.base)) };
  if (row.deletes) return { tone: 'warning', words: t('cannot be undone') };
  if (change && lastingOf(change.setting, change.live))
    return { tone: 'warning', words: t('cannot be undone') };
  return undefined;
}
