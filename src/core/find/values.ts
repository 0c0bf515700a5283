import { noneCode, unknownCode, type Words } from './column.ts';
import type { Value } from './query.ts';

/** The value that a code stands for. */
export function valueOf(words: Words, code: number): Value {
  if (code === unknownCode) return 'unknown';
  return code === noneCode ? 'none' : `=${words.text(code)}`;
}

/** The code of a value; undefined for one that no number has. */
export function codeOf(words: Words, value: Value): number | undefined {
  if (value === 'unknown') return unknownCode;
  return value === 'none' ? noneCode : words.find(value.slice(1));
}
