import { t } from '@vscode/l10n';
import type { NumberName, Wish } from '../core/plan/plan.ts';
import { Shared } from '../core/files/shared.ts';
import type { TagWay } from '../core/protocol/batch.ts';
import { tagKey } from '../core/model/tag.ts';
import { settingId, type Setting, type Table, type Value, type Values } from '../core/settings/setting.ts';
import { wrongValue } from '../core/settings/validate.ts';

/** What is wished for one setting of all numbers; `way` of tags only. */
export interface BatchWish {
  readonly value: Value;
  readonly way?: TagWay;
}

/** Wishes by `settingId`; a setting that is absent is left as it is. */
export type BatchWishes = ReadonlyMap<string, BatchWish>;

const tagsOf = (value: Value | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((tag): tag is string => typeof tag === 'string') : [];

/** Whether a wish asks for anything: to add no tags is no wish. */
export function asks({ value, way }: BatchWish): boolean {
  return way === undefined || way === 'replace' || tagsOf(value).length > 0;
}

/** What is wrong with a wish as one sentence; undefined when nothing is. */
export function wrongWish(setting: Setting, wish: BatchWish | undefined): string | undefined {
  return wish && asks(wish) ? wrongValue(setting, wish.value) : undefined;
}

/** The tags of a number once some are added or taken away, in the spelling and order they had. */
export function tagsAfter(before: readonly string[], { value, way }: BatchWish): readonly string[] {
  const wished = tagsOf(value);
  if (way === 'replace' || way === undefined) return wished;
  const keys = new Set((way === 'add' ? before : wished).map(tagKey));
  return way === 'add'
    ? [...before, ...wished.filter((tag) => !keys.has(tagKey(tag)))]
    : before.filter((tag) => !keys.has(tagKey(tag)));
}

/** Whether what is wished depends on what each number has. */
export const dependsOnTags = ({ value, way }: BatchWish): boolean =>
  (way === 'add' || way === 'remove') && asks({ value, way });

/** The wishes of every number, and the numbers whose tags nobody knows: those are left out. */
export interface MadeWishes {
  readonly wishes: readonly Wish[];
  readonly unknown: readonly NumberName[];
}

/**
 * Makes the same wishes for all numbers. Tags that are added or taken away are worked out from those each number has;
 * these stand in its base, so that tags that somebody else changes before they are sent are a conflict.
 */
export function wishesFor(
  numbers: readonly NumberName[],
  asked: BatchWishes,
  liveOf: (id: string) => Values | undefined,
): MadeWishes {
  const plain: Record<string, Value> = {};
  const relative: (readonly [string, BatchWish])[] = [];
  for (const [id, wish] of asked) {
    if (dependsOnTags(wish)) relative.push([id, wish]);
    else if (asks(wish)) plain[id] = wish.value;
  }
  if (relative.length === 0)
    return { wishes: numbers.map((number) => ({ number, base: {}, mine: plain })), unknown: [] };
  const shared = new Shared();
  const wishes: Wish[] = [];
  const unknown: NumberName[] = [];
  for (const number of numbers) {
    const live = liveOf(number.id);
    const base: Record<string, Value> = {};
    const mine: Record<string, Value> = { ...plain };
    for (const [id, wish] of relative) {
      const before = live?.[id];
      if (before === undefined) continue;
      base[id] = before;
      mine[id] = tagsAfter(tagsOf(before), wish);
    }
    if (Object.keys(base).length < relative.length) unknown.push(number);
    else wishes.push({ number, base: shared.one(base), mine: shared.one(mine) });
  }
  return { wishes, unknown };
}

/** What a plan of these wishes is called, e.g. `Add the tag "support" to 12 numbers`. */
export function titleOf(
  asked: BatchWishes,
  table: Table,
  count: string,
  show: (setting: Setting, value: Value) => string,
): string {
  const settings = table.settings.filter((setting) => asked.has(settingId(setting)));
  const [setting] = settings;
  const wish = setting && asked.get(settingId(setting));
  if (settings.length !== 1 || !wish) return t('Change {0} settings of {1}', settings.length, count);
  if (setting.type.kind === 'secret') return t('Change {0} of {1}', setting.label(), count);
  const words = show(setting, wish.value);
  if (wish.way === 'add') return t('Add tags to {0}: {1}', count, words);
  if (wish.way === 'remove') return t('Take tags from {0}: {1}', count, words);
  return t('Set {0} of {1} to {2}', setting.label(), count, words);
}
