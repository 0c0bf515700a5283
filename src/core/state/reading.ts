import { t } from '@vscode/l10n';
import type { Scope } from '../find/scope.ts';
import { grouped } from '../model/text.ts';
import type { Failure } from '../telnyx/failure.ts';

export interface Far {
  readonly searched: number;
  /** What the server says there is in all; absent when it does not say. */
  readonly total?: number;
}

/** How much of the account is in the index: nothing asked for yet, on the way, stopped, failed, or everything. */
export type Reading =
  | { readonly phase: 'idle' }
  | (Far & { readonly phase: 'reading' | 'stopped' | 'done' })
  | (Far & { readonly phase: 'failed'; readonly failure: Failure });

/** How far reading has come: `searched 12,000 of 48,120`. */
export function searchedWords(reading: Reading): string {
  if (reading.phase === 'idle') return '';
  const { searched, total } = reading;
  return total === undefined
    ? t('searched {0}', grouped(searched))
    : t('searched {0} of {1}', grouped(searched), grouped(total));
}

/** `37 of 4,812`, or `37` where it is not said of how many. */
export const countWords = (count: number, whole: number | undefined): string =>
  whole === undefined ? grouped(count) : t('{0} of {1}', grouped(count), grouped(whole));

/** How many were found, of how many when all is read and a query leaves some out, what was asked for, and of what not. */
export function foundWords(
  reading: Reading,
  count: number,
  { whole, without }: Scope,
  query: string,
): string {
  const done = reading.phase === 'done';
  const counted = countWords(count, done ? whole : undefined);
  return [counted, query, without, done ? '' : searchedWords(reading)]
    .filter((part) => part !== '')
    .join(' · ');
}
