import type { Setting, Value } from '../settings/setting.ts';
import type { PlanRow, RowState } from './rows.ts';

/** What is wished for one setting; the account's value of it where that is the same for all rows. */
export interface GroupField {
  readonly setting: Setting;
  readonly mine: Value | undefined;
  /** `same`: all rows hold `value` now (absent: unknown). Otherwise they differ. */
  readonly before: { readonly same: true; readonly value: Value | undefined } | { readonly same: false };
}

/** Rows that want the same. */
export interface PlanGroup {
  readonly key: string;
  readonly deletes: boolean;
  /** Empty for deletions and for rows that want nothing. */
  readonly fields: readonly GroupField[];
  readonly rows: readonly PlanRow[];
}

/** Which rows to show; what is absent does not narrow. */
export interface RowFilter {
  readonly states?: readonly RowState[];
  /** Digits of the number. */
  readonly text?: string;
}

/** The rows that a filter lets through, in their order. */
export function filterRows(rows: readonly PlanRow[], { states, text = '' }: RowFilter): readonly PlanRow[] {
  const digits = text.replace(/\D/g, '');
  if (!states && digits === '') return rows;
  return rows.filter(
    ({ state, number }) => (states?.includes(state) ?? true) && number.phoneNumber.includes(digits),
  );
}

/** The rows by what they want, the largest group first, deletions before all. */
export function groupsOf(rows: readonly PlanRow[]): readonly PlanGroup[] {
  const groups = new Map<string, PlanRow[]>();
  for (const row of rows) {
    const known = groups.get(row.group);
    if (known) known.push(row);
    else groups.set(row.group, [row]);
  }
  return [...groups]
    .map(([key, members]) => groupOf(key, members))
    .sort((a, b) => Number(b.deletes) - Number(a.deletes) || b.rows.length - a.rows.length);
}

function groupOf(key: string, rows: readonly PlanRow[]): PlanGroup {
  const [first] = rows;
  // Rows share their changes, so that few are looked at however many rows there are.
  const kinds = [...new Set(rows.map(({ changes }) => changes))];
  const fields = (first?.changes ?? []).map(({ setting, mine }): GroupField => {
    const lives = kinds.map((changes) => changes.find((change) => change.setting === setting)?.live);
    const [value] = lives;
    const same = lives.every((live) => JSON.stringify(live) === JSON.stringify(value));
    return { setting, mine, before: same ? { same, value } : { same } };
  });
  return { key, deletes: first?.deletes ?? false, fields, rows };
}
