import { firstCode } from './column.ts';
import type { NumberIndex } from './numberIndex.ts';
import type { SortField } from './query.ts';
import type { Single } from './singleColumns.ts';

/** What a person calls a value, for order; the value itself where it has no name. */
export type NameOf = (column: Single, code: number) => string;

const digit = 0x10000;

/** All rows as the list has them. */
export function listed({ rows, places }: NumberIndex): Uint32Array {
  return byDigits(
    Uint32Array.from({ length: rows }, (_, row) => row),
    Float64Array.from(places.subarray(0, rows)),
  );
}

/**
 * All rows in order; rows that are alike stay as `listed` has them, and what is not known is last, both ways. A radix
 * sort: it takes time in proportion to the rows and needs no comparing.
 */
export function ordered(
  index: NumberIndex,
  list: Uint32Array,
  { sort, descending, nameOf }: { sort: SortField; descending: boolean; nameOf: NameOf },
): Uint32Array {
  const keys = keysOf(index, sort, nameOf);
  let least = Infinity;
  let most = -Infinity;
  for (const key of keys) {
    if (key < least) least = key;
    if (key > most) most = key;
  }
  const unknown = most - least + 1;
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row] ?? NaN;
    keys[row] = Number.isNaN(key) ? unknown : descending ? most - key : key - least;
  }
  return byDigits(list, keys);
}

/** A whole number for each row, NaN where it is not known. */
function keysOf(index: NumberIndex, sort: SortField, nameOf: NameOf): Float64Array {
  if (sort === 'number') return index.digits.slice(0, index.rows);
  if (sort === 'purchased') return index.purchased.slice(0, index.rows);
  const codes = index.codes(sort);
  const ranks = ranksOf(index, sort, nameOf);
  const keys = new Float64Array(index.rows);
  for (let row = 0; row < keys.length; row++) keys[row] = ranks[codes[row] ?? 0] ?? NaN;
  return keys;
}

/** The place of every value of a column in the order of their names. */
function ranksOf(index: NumberIndex, column: Single, nameOf: NameOf): Float64Array {
  const { size } = index.words(column);
  const ranks = new Float64Array(size).fill(NaN);
  const values = Array.from({ length: size - firstCode }, (_, at) => {
    const code = at + firstCode;
    return { code, name: nameOf(column, code).toLowerCase() };
  });
  values.sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
  let rank = -1;
  let before: string | undefined;
  for (const { code, name } of values) {
    if (name !== before) rank += 1;
    before = name;
    ranks[code] = rank;
  }
  return ranks;
}

/** Rows in the order of their keys, whole numbers of at most 53 bits; those that are alike stay as they are. */
function byDigits(rows: Uint32Array, keys: Float64Array): Uint32Array {
  let most = 0;
  for (const key of keys) if (key > most) most = key;
  let from = rows;
  for (let scale = 1; scale <= most; scale *= digit) from = byDigit(from, keys, scale);
  return from;
}

function byDigit(rows: Uint32Array, keys: Float64Array, scale: number): Uint32Array {
  const starts = new Uint32Array(digit + 1);
  const digits = new Uint16Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    const found = Math.floor((keys[rows[at] ?? 0] ?? 0) / scale) % digit;
    digits[at] = found;
    starts[found + 1] = (starts[found + 1] ?? 0) + 1;
  }
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  const sorted = new Uint32Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    const found = digits[at] ?? 0;
    const place = starts[found] ?? 0;
    sorted[place] = rows[at] ?? 0;
    starts[found] = place + 1;
  }
  return sorted;
}
