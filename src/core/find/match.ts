import { firstCode, type Words } from './column.ts';
import type { NumberIndex } from './numberIndex.ts';
import { filtersOf, type FilterField, type Query, type Value } from './query.ts';
import type { Single } from './singleColumns.ts';
import { isIn, termsOf, type Term } from './text.ts';
import { codeOf } from './values.ts';

/** A row passes when its code is marked. */
interface Gate {
  readonly codes: Uint32Array;
  readonly marks: Uint8Array;
}

/** Fields whose names a search text is looked for in, besides the number and its tags. */
const named = ['connection', 'messagingProfile', 'reference'] as const;

/** The rows that a query lets through, in the order of the index. */
export function matching(index: NumberIndex, query: Query): Uint32Array {
  const gates = filtersOf(query).map(([field, values]) => gateOf(index, field, values));
  const terms = termsOf(query.text).map((term) => ({ term, gates: textGates(index, term) }));
  const { phones, rows } = index;
  const found = new Uint32Array(rows);
  let count = 0;
  next: for (let row = 0; row < rows; row++) {
    if (!index.isThere(row)) continue;
    for (const gate of gates) if (!passes(gate, row)) continue next;
    for (const { term, gates: names } of terms) {
      if (isIn(term, phones[row] ?? '')) continue;
      if (!names.some((gate) => passes(gate, row))) continue next;
    }
    found[count++] = row;
  }
  return found.subarray(0, count);
}

const passes = ({ codes, marks }: Gate, row: number) => marks[codes[row] ?? 0] === 1;

function gateOf(index: NumberIndex, field: FilterField, values: readonly Value[]): Gate {
  if (field === 'tag') return tagGate(index, values);
  const words = index.words(field);
  const marks = new Uint8Array(words.size);
  for (const value of values) mark(marks, codeOf(words, value));
  return { codes: index.codes(field), marks };
}

function tagGate({ tags }: NumberIndex, values: readonly Value[]): Gate {
  const wanted = new Set(values.map((value) => codeOf(tags.words, value)));
  const marks = new Uint8Array(tags.sets.size);
  for (let set = 0; set < marks.length; set++) {
    if (set < firstCode ? wanted.has(set) : tags.of(set).some((tag) => wanted.has(tag))) marks[set] = 1;
  }
  return { codes: tags.codes, marks };
}

/** Where a search text is found beside the number. Columns without a hit are left out, so most rows are done soon. */
function textGates(index: NumberIndex, { text }: Term): readonly Gate[] {
  const gates = named.flatMap((column): Gate[] => {
    const words = index.words(column);
    const marks = marksWhere(words, (code) => nameHas(index, column, code, text));
    return marks ? [{ codes: index.codes(column), marks }] : [];
  });
  const { words, sets, codes } = index.tags;
  const tags = marksWhere(words, (code) => words.lower(code).includes(text));
  const marks = tags && marksWhere(sets, (set) => index.tags.of(set).some((tag) => tags[tag] === 1));
  return marks ? [...gates, { codes, marks }] : gates;
}

function nameHas(index: NumberIndex, column: Single, code: number, text: string): boolean {
  const name = index.name(column, code);
  return name === undefined
    ? index.words(column).lower(code).includes(text)
    : name.toLowerCase().includes(text) || index.words(column).lower(code) === text;
}

/** Marks of the codes of real values for which something holds; undefined when there is none. */
function marksWhere(words: Words, holds: (code: number) => boolean): Uint8Array | undefined {
  const marks = new Uint8Array(words.size);
  let any = false;
  for (let code = firstCode; code < marks.length; code++) {
    if (!holds(code)) continue;
    marks[code] = 1;
    any = true;
  }
  return any ? marks : undefined;
}

function mark(marks: Uint8Array, code: number | undefined): void {
  if (code !== undefined) marks[code] = 1;
}
