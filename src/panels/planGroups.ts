import { t } from '@vscode/l10n';
import { tagKey } from '../core/model/tag.ts';
import { settingId, type Value } from '../core/settings/setting.ts';
import type { Change } from '../core/plan/plan.ts';
import type { PlanRow } from '../core/plan/rows.ts';
import { listed } from '../core/resources/show.ts';

/** Says a value of a change in words; knows the names of ids. */
export type ShowValue = (change: Change, value: Value | undefined) => string;

/** Rows that change in the same way, whatever they held before. */
export interface Group {
  /** Equal for equal changes. It spells their values, secrets too: no page may see it. */
  readonly key: string;
  readonly rows: readonly PlanRow[];
  /** Of one row; those of the others differ at most in what was there before, or in the value when `apart`. */
  readonly changes: readonly Change[];
  /** The rows change the same settings, each to a value of its own. */
  readonly apart: boolean;
}

/** So many groups of one row each are too many to look at: they become one. */
const mostSingles = 5;

const isTags = ({ setting }: Change) => setting.type.kind === 'tags';

const listOf = (value: Value | undefined): readonly string[] =>
  Array.isArray(value) ? value.map(String) : [];

/** Tags of one list that another has not. */
function without(list: readonly string[], other: readonly string[]): readonly string[] {
  const known = new Set(other.map(tagKey));
  return list.filter((tag) => !known.has(tagKey(tag)));
}

interface TagDifference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

function tagDifference({ live, mine }: Change): TagDifference | undefined {
  if (live === undefined) return undefined;
  return { added: without(listOf(mine), listOf(live)), removed: without(listOf(live), listOf(mine)) };
}

function differenceOf(change: Change): unknown {
  return (isTags(change) ? tagDifference(change) : undefined) ?? change.mine ?? null;
}

function keysOf(row: PlanRow): { readonly own: string; readonly settings: string } {
  if (row.deletes) return { own: 'delete', settings: 'delete' };
  if (row.changes.length === 0) return { own: row.state, settings: row.state };
  const own = row.changes.map((change) => [settingId(change.setting), differenceOf(change)]);
  return { own: JSON.stringify(own), settings: JSON.stringify(own.map(([id]) => id)) };
}

/** Groups of equal change, deletions first, then the largest first. */
export function groupsOf(rows: readonly PlanRow[]): readonly Group[] {
  // Rows share their changes, so that few are looked at however many rows there are.
  const known = new Map<readonly Change[], ReturnType<typeof keysOf>>();
  const found = new Map<string, { readonly settings: string; readonly rows: PlanRow[] }>();
  for (const row of rows) {
    const keys =
      row.changes.length === 0 || row.deletes ? keysOf(row) : (known.get(row.changes) ?? keysOf(row));
    known.set(row.changes, keys);
    const group = found.get(keys.own);
    if (group) group.rows.push(row);
    else found.set(keys.own, { settings: keys.settings, rows: [row] });
  }
  return joined(found).sort(
    (a, b) => Number(b.key === 'delete') - Number(a.key === 'delete') || b.rows.length - a.rows.length,
  );
}

/** Joins the groups of one row where there are many, as when each number gets a reference of its own. */
function joined(
  found: ReadonlyMap<string, { readonly settings: string; readonly rows: PlanRow[] }>,
): Group[] {
  const singles = new Map<string, PlanRow[]>();
  for (const { settings, rows } of found.values()) {
    if (rows.length !== 1) continue;
    const same = singles.get(settings);
    if (same) same.push(...rows);
    else singles.set(settings, [...rows]);
  }
  const groups: Group[] = [];
  for (const [key, { settings, rows }] of found) {
    const many = (singles.get(settings)?.length ?? 0) > mostSingles;
    if (!(many && rows.length === 1))
      groups.push({ key, rows, changes: rows[0]?.changes ?? [], apart: false });
  }
  for (const [key, rows] of singles)
    if (rows.length > mostSingles)
      groups.push({ key: `each ${key}`, rows, changes: rows[0]?.changes ?? [], apart: true });
  return groups;
}

/** What a group does, in words. */
export function groupLabel({ key, changes, apart }: Group, show: ShowValue): string {
  if (key === 'delete') return t('Delete for good');
  if (key === 'already') return t('As wanted already');
  if (changes.length === 0) return t('Nothing can be done');
  return changes
    .map((change) => `${change.setting.label()}: ${apart ? t('each its own') : wishWords(change, show)}`)
    .join(' · ');
}

function wishWords(change: Change, show: ShowValue): string {
  const tags = isTags(change) ? tagDifference(change) : undefined;
  const parts = [
    ...(tags?.added.length ? [t('add {0}', listed(tags.added))] : []),
    ...(tags?.removed.length ? [t('remove {0}', listed(tags.removed))] : []),
  ];
  return parts.length > 0 ? listed(parts) : show(change, change.mine);
}
