import { t } from '@vscode/l10n';
import { inapplicableToMobile } from './mobileRecord.ts';
import type { NumberIndex } from './numberIndex.ts';
import { narrows, type Query } from './query.ts';

/** Whether a query can find no mobile number: it asks for a value that none of them can have. */
const leavesOutMobile = ({ filters }: Query): boolean =>
  inapplicableToMobile.some((field) => {
    const wanted = filters[field] ?? [];
    return wanted.length > 0 && !wanted.includes('inapplicable');
  });

/** What a query looks through. */
export interface Scope {
  /** How many numbers were looked through; undefined where the query leaves none out. */
  readonly whole: number | undefined;
  /** Which numbers were not looked through, in words; empty for none. */
  readonly without: string;
}

/** Which of the numbers that are known a query is about. */
export function scopeOf(index: NumberIndex, query: Query): Scope {
  if (!narrows(query)) return { whole: undefined, without: '' };
  const without = index.countOf('mobile') > 0 && leavesOutMobile(query);
  return without
    ? { whole: index.countOf('numbers'), without: t('without mobile numbers') }
    : { whole: index.count, without: '' };
}
