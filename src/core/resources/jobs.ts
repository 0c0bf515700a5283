import { t } from '@vscode/l10n';
import * as v from 'valibot';
import type { Card, Item, Tone } from '../model/item.ts';
import { grouped } from '../model/text.ts';
import { asIs, decoder, id, listOf, literal, text } from './decode.ts';
import { defineKind } from './kind.ts';
import { dotted, lines, moment, shortMoment, type Look } from './show.ts';
import { inWords } from './words.ts';

const complaint = v.object({ code: literal, title: text, detail: text });
const entry = v.object({ id: text, phone_number: text, errors: listOf(complaint) });

const record = v.object({
  id,
  type: text,
  status: text,
  phone_numbers: listOf(entry),
  pending_operations: listOf(entry),
  successful_operations: listOf(entry),
  failed_operations: listOf(entry),
  etc: text,
  created_at: text,
  updated_at: text,
});

type Job = v.InferOutput<typeof record>;

/** Decodes a job of operations 7 and 11. */
export const decodeJob = decoder(record);
type Entries = readonly v.InferOutput<typeof entry>[] | undefined;

const looks: Readonly<Record<string, Look>> = {
  pending: { icon: 'clock', tone: 'waiting' },
  in_progress: { icon: 'sync~spin', tone: 'waiting' },
  completed: { icon: 'pass', tone: 'good' },
  failed: { icon: 'error', tone: 'bad' },
  expired: { icon: 'history', tone: 'bad' },
};

/** Final is what the status says, never an empty list of pending numbers. */
const isUnfinished = (job: Job) => job.status === 'pending' || job.status === 'in_progress';

function look(job: Job): Look {
  // `completed` does not promise that nothing failed.
  if (job.status === 'completed' && job.failed_operations?.length) return { icon: 'warning', tone: 'bad' };
  return looks[job.status ?? ''] ?? { icon: 'question', tone: 'muted' };
}

const count = (entries: Entries) => (entries ? grouped(entries.length) : t('unknown'));

/** What an entry is called: either key may be the one that was submitted. */
const nameOf = (operation: v.InferOutput<typeof entry>) =>
  operation.phone_number ?? operation.id ?? t('unknown number');

function reason(operation: v.InferOutput<typeof entry>): string | undefined {
  if (!operation.errors?.length) return undefined;
  return operation.errors
    .map(
      (error) => [error.title, error.detail].filter(Boolean).join(': ') || t('error {0}', error.code ?? '?'),
    )
    .join('; ');
}

/** What became of one number in a job, in words; undefined for a job that does not name it. */
export function outcomeIn(
  job: Job,
  isNamed: (...names: readonly (string | undefined)[]) => boolean,
): { readonly words: string; readonly tone: Tone } | undefined {
  const among = (entries: Entries) =>
    entries?.find(({ id: number, phone_number: phone }) => isNamed(number, phone));
  const failed = among(job.failed_operations);
  if (failed) return { words: dotted(t('failed'), reason(failed) ?? t('no reason given')), tone: 'bad' };
  if (among(job.successful_operations)) return { words: t('succeeded'), tone: 'good' };
  if (among(job.pending_operations)) return { words: t('pending'), tone: 'waiting' };
  // No status of a job promises what became of one of its numbers.
  if (!among(job.phone_numbers)) return undefined;
  return { words: t('what became of this number is unknown'), tone: 'muted' };
}

interface Outcome extends Look {
  readonly key: string;
  readonly label: string;
  readonly entries: Entries;
  /** What stands beside a number that has no reason of its own. */
  readonly unexplained?: string;
}

function outcomeItem(outcome: Outcome, jobItem: string): Item {
  const itemId = `${jobItem}/${outcome.key}`;
  const { key, icon, tone, entries } = outcome;
  return {
    id: itemId,
    label: outcome.label,
    description: count(entries),
    icon,
    tone: entries?.length ? tone : 'muted',
    abilities: [],
    ...(entries?.length && {
      parts: () =>
        entries.map((operation, index): Item => {
          const because = reason(operation) ?? outcome.unexplained;
          return {
            id: `${itemId}/${nameOf(operation)}/${index}`,
            label: nameOf(operation),
            ...(because !== undefined && { description: because }),
            icon,
            tone,
            abilities: operation.id === undefined ? ['copy-label'] : ['copy-label', 'copy-id'],
            ...(operation.id !== undefined && { apiId: operation.id }),
            card: () => ({
              title: nameOf(operation),
              rows: lines(
                [t('Outcome'), inWords(key)],
                [t('Reason'), because],
                [t('Codes'), operation.errors?.flatMap(({ code }) => code ?? []).join(', ')],
                ['ID', operation.id],
              ),
            }),
          };
        }),
    }),
  };
}

/** Succeeded, failed and pending numbers: all three always, since no status promises that one of them is empty. */
function outcomes(job: Job, jobItem: string): readonly Item[] {
  const all: readonly Outcome[] = [
    {
      key: 'succeeded',
      label: t('Succeeded'),
      icon: 'pass',
      tone: 'good',
      entries: job.successful_operations,
    },
    {
      key: 'failed',
      label: t('Failed'),
      icon: 'error',
      tone: 'bad',
      entries: job.failed_operations,
      unexplained: t('no reason given'),
    },
    { key: 'pending', label: t('Pending'), icon: 'clock', tone: 'waiting', entries: job.pending_operations },
  ];
  return all.map((outcome) => outcomeItem(outcome, jobItem));
}

/** E.g. `38 of 40, 2 failed`; what is not known is left out here and called unknown below. */
function progress(job: Job): string | undefined {
  const { successful_operations: done, failed_operations: failed, phone_numbers: all } = job;
  if (!done) return undefined;
  const shown = all ? t('{0} of {1}', grouped(done.length), grouped(all.length)) : grouped(done.length);
  return failed?.length ? t('{0}, {1} failed', shown, grouped(failed.length)) : shown;
}

function card(job: Job, label: string): Card {
  return {
    title: label,
    rows: lines(
      [t('Status'), inWords(job.status)],
      [t('Succeeded'), count(job.successful_operations)],
      [t('Failed'), count(job.failed_operations)],
      [t('Pending'), count(job.pending_operations)],
      [t('Created'), moment(job.created_at)],
      [t('Updated'), moment(job.updated_at)],
      [t('Expected to end'), isUnfinished(job) ? moment(job.etc) : undefined],
      ['ID', job.id],
    ),
  };
}

/** Jobs on many numbers by operation 7, newest first as the API sorts them; one by operation 11. */
export const jobs = defineKind<Job>({
  name: 'job',
  place: { view: 'jobs' },
  pageSize: 250,
  counted: true,
  empty: () => t('There are no jobs.'),
  beyond: 'filter-jobs',
  list: (door, page, signal) =>
    door.page((sdk, query, options) => sdk.phoneNumbers.jobs.list(query, options), page, signal),
  fetch: (door, job, signal) =>
    door.read((sdk, options) => sdk.phoneNumbers.jobs.retrieve(job, options), asIs, signal),
  decode: decodeJob,
  identify: (job) => job.id,
  unfinished: isUnfinished,
  show: (job, itemId) => {
    const label = inWords(job.type) ?? t('Job');
    const status = inWords(job.status) ?? t('unknown');
    return {
      label,
      // The icon and the spoken words say "completed"; a narrow row keeps its room for what differs.
      description: dotted(
        job.status === 'completed' ? undefined : status,
        progress(job),
        shortMoment(job.created_at),
      ),
      spoken: [label, status, progress(job), moment(job.created_at)].filter(Boolean).join(', '),
      ...look(job),
      apiId: job.id,
      abilities: ['copy-id', 'view-json', 'refresh'],
      card: () => card(job, label),
      parts: () => outcomes(job, itemId),
    };
  },
});
