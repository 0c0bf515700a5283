import { t } from '@vscode/l10n';
import { brief, visible } from '../core/model/text.ts';
import type { UsageState } from '../core/protocol/usage.ts';
import type { DetailQuery } from '../core/resources/details.ts';
import { detailTypes } from '../core/resources/detailTypes.ts';
import type { Collection } from '../core/state/collection.ts';
import type { Failure } from '../core/telnyx/failure.ts';
import { failureText } from './failureText.ts';
import { filterWords, keptOf, operatorTexts, periodText } from './usageQuery.ts';
import { cellsOf, columnsOf, costWords, countWords, fieldsOf, recordsIn } from './usageText.ts';

/** What a page of usage is drawn from. */
export interface UsageShown {
  readonly profile: string;
  /** The name of the account. */
  readonly account: string;
  /** Why it is not open. */
  readonly closed: string | undefined;
  readonly query: DetailQuery;
  /** What the query finds; absent while the account is not open. */
  readonly list: Collection | undefined;
  /** Those in sight. */
  readonly rows: { readonly from: number; readonly to: number };
  readonly loadingAll: boolean;
  /** The control that a person turned to before it holds something to ask for. */
  readonly turned: 'last' | 'days' | undefined;
  readonly periodComplaint: string | undefined;
  readonly filterComplaint: string | undefined;
  /** As VS Code names it, e.g. `zh-cn`. */
  readonly language: string;
  readonly now: Date;
}

const nothingYet = { rows: [], rest: 'end', warnings: [] } as const;

/** What the page is told: the rows in sight alone become words. */
export function usagePage(shown: UsageShown): UsageState {
  const { query, list, closed } = shown;
  const { rows, rest, warnings } = list?.listing ?? nothingYet;
  const records = list ? recordsIn(list.listing) : [];
  const fields = fieldsOf(query, records);
  const phase = list?.state.phase;
  const failure = list?.state.phase === 'failed' ? list.state.failure : undefined;
  const complaints = query.filters.map(({ field }) => complaintAbout(field, failure));
  return {
    account: visible(shown.account),
    ...(closed !== undefined && { closed }),
    ...typePart(query),
    ...periodPart(shown),
    ...filterPart(shown, fields, complaints),
    columns: columnsOf(query, fields),
    lines: linesPart(shown.rows, rows, (at) => cellsOf(records[at] ?? {}, fields)),
    ...(list &&
      phase !== 'idle' &&
      (rows.length > 0 || phase === 'ready') && { counted: countWords(list.listing) }),
    costs: costWords(query, records, shown.language),
    loading: phase === 'loading' || phase === 'idle',
    loadingAll: shown.loadingAll,
    rest,
    empty: phase === 'ready' && rows.length === 0,
    warnings: [...warnings],
    // What is said beside a filter is not said again.
    ...(failure && !complaints.some(Boolean) && { failure: failureText(failure) }),
    restore: { profile: shown.profile, account: shown.account, ...keptOf(query) },
  };
}

function typePart({ type }: DetailQuery): Pick<UsageState, 'type' | 'about'> {
  return {
    type: {
      chosen: type.name,
      label: type.label(),
      all: detailTypes.map(({ name, label }) => ({ value: name, label: label() })),
    },
    ...(type.fields.length === 0 && {
      about: t('Telnyx documents no fields of this type. What its records hold is shown as it comes.'),
    }),
  };
}

function periodPart({ query, now, turned, periodComplaint }: UsageShown): Pick<UsageState, 'period'> {
  const period = periodText(query, now);
  return {
    period: {
      ...period,
      chosen: turned ?? period.chosen,
      ...(periodComplaint !== undefined && { complaint: periodComplaint }),
    },
  };
}

function filterPart(
  { query, filterComplaint }: UsageShown,
  fields: readonly string[],
  complaints: readonly (string | undefined)[],
): Pick<UsageState, 'fields' | 'operators' | 'filters' | 'filterComplaint'> {
  // Most people ask about a number.
  const numbers = (query.type.numbers ?? []).map(({ field }) => field);
  const all = [...new Set([...numbers, ...[...fields].sort()])];
  return {
    fields: all.map((value) => ({ value, label: brief(value, 40) })),
    operators: operatorTexts(),
    filters: query.filters.map((filter, at) => {
      const complaint = complaints[at];
      return { words: filterWords(filter), ...(complaint !== undefined && { complaint }) };
    }),
    ...(filterComplaint !== undefined && { filterComplaint }),
  };
}

function linesPart(
  { from, to }: UsageShown['rows'],
  rows: readonly { readonly id: string }[],
  cells: (at: number) => UsageState['lines']['told'][number]['cells'],
): UsageState['lines'] {
  const told = rows.slice(from, to).map(({ id }, nth) => ({ id, cells: cells(from + nth) }));
  return { total: rows.length, from, told };
}

/** What Telnyx says against a field: it answers 400 to one that the type lacks, and names it in a sentence only. */
function complaintAbout(field: string, failure: Failure | undefined): string | undefined {
  if (failure?.status !== 400) return undefined;
  const names = new RegExp(`(^|[^\\w-])${field.replace(/[.-]/g, '\\$&')}($|[^\\w-])`);
  return names.test(failure.sentence) ? failure.sentence : undefined;
}
