import { lineOf, type EntryOf } from './entries.ts';
import type { Step, StepRow } from './route.ts';

/** Characters that are written at once: all of a large plan as one text would weigh as much as the plan. */
const much = 1_000_000;

/** The lines that describe a whole run before it begins, some at a time; secrets are to be masked before. */
export function* planTexts(head: EntryOf<'begin'>, steps: Iterable<Step>): Generator<string> {
  let text = lineOf(head);
  let n = 0;
  for (const step of steps) {
    text += lineOf(stepEntry(step, n++));
    if (text.length < much) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

function stepEntry({ operation, way, rows }: Step, n: number): EntryOf<'step'> {
  const befores = new Places<StepRow['before']>();
  const mines = new Places<StepRow['mine']>();
  return {
    kind: 'step',
    n,
    operation,
    way,
    rows: rows.map(({ number, before, mine }) => [
      number.id,
      number.phoneNumber,
      befores.of(before),
      mines.of(mine),
    ]),
    befores: befores.all.map(copied),
    mines: mines.all.map(copied),
  };
}

/** The journal's own lists are not readonly. */
export const copied = (values: StepRow['mine']) =>
  Object.fromEntries(
    Object.entries(values).map(([id, value]) => [
      id,
      Array.isArray(value) ? [...(value as string[])] : value,
    ]),
  ) as EntryOf<'step'>['mines'][number];

/** Where each object stands in a list without doubles. */
class Places<T> {
  readonly all: T[] = [];
  readonly #places = new Map<T, number>();

  of(one: T): number {
    const known = this.#places.get(one);
    if (known !== undefined) return known;
    this.#places.set(one, this.all.length);
    return this.all.push(one) - 1;
  }
}

/** The step that an entry describes. */
export function stepOf({ operation, way, rows, befores, mines }: EntryOf<'step'>): Step {
  return {
    operation,
    way,
    rows: rows.map(([id, phoneNumber, before, mine]) => ({
      number: { id, phoneNumber },
      before: befores[before] ?? {},
      mine: mines[mine] ?? {},
    })),
  };
}
