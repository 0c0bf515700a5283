import type { Change } from '../core/plan/plan.ts';
import type { PlanRow } from '../core/plan/rows.ts';
import type { Became, NumberResult } from '../core/plan/run.ts';
import type { FilterKey } from '../core/protocol/plan.ts';
import type { ShowValue } from './planGroups.ts';

const became: Readonly<Partial<Record<FilterKey, readonly Became[]>>> = {
  changed: ['changed'],
  failed: ['failed', 'otherwise'],
  same: ['already'],
  pending: ['waiting', 'underway'],
  unknown: ['unknown'],
  conflict: ['conflict'],
  out: ['left'],
};

/** Which rows a filter lets through: of a plan under review by what they are, of one that runs by what became of them. */
export function passing(
  filter: FilterKey,
  {
    results,
    out,
  }: { readonly results?: ReadonlyMap<string, NumberResult>; readonly out: ReadonlySet<string> },
): (row: PlanRow) => boolean {
  if (filter === 'all') return () => true;
  if (results) {
    const wanted = became[filter] ?? [];
    return ({ number }) => wanted.includes(results.get(number.id)?.became ?? 'waiting');
  }
  if (filter === 'out') return ({ number }) => out.has(number.id);
  const state = filter === 'same' ? 'already' : filter;
  return (row) => row.state === state;
}

/** Which rows a search finds: digits find numbers, words find settings and values. */
export function finding(search: string, show: ShowValue): (row: PlanRow) => boolean {
  const query = search.trim().toLowerCase();
  if (query === '') return () => true;
  const digits = /^[+\d\s().-]+$/.test(query) ? query.replace(/\D/g, '') : '';
  const known = new Map<readonly Change[], boolean>();
  const says = (changes: readonly Change[]) => {
    const found =
      known.get(changes) ??
      changes.some((change) =>
        [change.setting.label(), show(change, change.live), show(change, change.mine)]
          .join('\n')
          .toLowerCase()
          .includes(query),
      );
    known.set(changes, found);
    return found;
  };
  return ({ number, changes }) => (digits !== '' && number.phoneNumber.includes(digits)) || says(changes);
}
