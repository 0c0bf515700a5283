import { sameKnown } from '../settings/kinds.ts';
import type { Offers } from '../settings/record.ts';
import { settingId, type Table, type Value, type Values } from '../settings/setting.ts';
import { numberTable } from '../settings/table.ts';
import { wrongValue } from '../settings/validate.ts';

/** The wishes that are not so already. */
export function differing(mine: Values, base: Values): Values {
  return Object.fromEntries(Object.entries(mine).filter(([id, value]) => !sameKnown(base[id], value)));
}

/** What is known of the wished settings. */
export function only(base: Values, mine: Values): Values {
  return Object.fromEntries(
    Object.keys(mine).flatMap((id) => {
      const value = base[id];
      return value === undefined ? [] : [[id, value] as const];
    }),
  );
}

/** What is wrong with wishes for one number: with a value, or with what values are together. */
export function wrongIn(
  mine: Values,
  { base, offers }: { readonly base: Values; readonly offers: Offers },
  table: Table = numberTable,
): { readonly sentence: string; readonly setting: string } | undefined {
  for (const setting of table.settings) {
    const id = settingId(setting);
    const value = mine[id];
    const sentence = value === undefined ? undefined : wrongValue(setting, value, offers[id]);
    if (sentence !== undefined) return { sentence, setting: id };
  }
  for (const { key: section, rules = [] } of table.sections) {
    const value = (key: string): Value | undefined => {
      const id = `${section}.${key}`;
      return mine[id] === undefined ? base[id] : mine[id];
    };
    for (const rule of rules) {
      const touched = rule.keys.some((key) => mine[`${section}.${key}`] !== undefined);
      const broken = touched ? rule.broken(value) : undefined;
      if (broken) return { sentence: broken.sentence, setting: `${section}.${broken.key}` };
    }
  }
  return undefined;
}

/** Keeps equal wishes once, so that many numbers stay small. */
export class Shared {
  readonly #kept = new Map<string, Values>();

  one(values: Values): Values {
    const key = JSON.stringify(Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1)));
    const kept = this.#kept.get(key);
    if (kept) return kept;
    this.#kept.set(key, values);
    return values;
  }
}
