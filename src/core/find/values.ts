import { inapplicableCode, noneCode, unknownCode, type Words } from './column.ts';
import { tagKey } from '../model/tag.ts';
import type { FilterField, Value } from './query.ts';

const codesOfLacks = { unknown: unknownCode, none: noneCode, inapplicable: inapplicableCode } as const;

const isLack = (value: string): value is keyof typeof codesOfLacks => Object.hasOwn(codesOfLacks, value);

/** The value that a code stands for. */
export function valueOf(words: Words, code: number): Value {
  if (code === unknownCode) return 'unknown';
  if (code === noneCode) return 'none';
  return code === inapplicableCode ? 'inapplicable' : `=${words.text(code)}`;
}

/** The code of a value; undefined for one that no number has. */
export const codeOf = (words: Words, value: Value): number | undefined =>
  isLack(value) ? codesOfLacks[value] : words.find(value.slice(1));

/** What makes values of a field equal: letter case means nothing in a tag. */
export const valueKey = (field: FilterField, value: Value): string =>
  field === 'tag' ? tagKey(value) : value;
