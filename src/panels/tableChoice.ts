import type { Found } from '../core/find/found.ts';
import type { FoundLines } from '../core/find/lines.ts';
import { Selection } from '../core/find/selection.ts';
import type { HowToChoose } from '../core/protocol/table.ts';

/** Which numbers of a table are chosen, and from which one a range is drawn. */
export class TableChoice {
  readonly #selection = new Selection();
  #anchor: { readonly row: number; readonly place: number } | undefined;

  get count(): number {
    return this.#selection.count;
  }

  has(row: number): boolean {
    return this.#selection.has(row);
  }

  /** Those chosen, in the order they are found. */
  in({ rows }: Found): Uint32Array {
    return this.#selection.in(rows);
  }

  /** Chooses as lists do: one alone, one more or less, or all from the one chosen last. */
  choose(lines: FoundLines, place: number, how: HowToChoose): void {
    const line = lines.at(place);
    if (line?.type !== 'row') return;
    const { row } = line;
    const from = this.#anchor && lines.placeOf(this.#anchor.row, this.#anchor.place);
    if (from !== undefined && (how === 'range' || how === 'range-too')) {
      if (how === 'range') this.#selection.clear();
      this.#selection.add(lines.rowsBetween(from, place));
      return;
    }
    this.#anchor = { row, place };
    if (how === 'toggle' && this.has(row)) {
      this.#selection.remove(row);
      return;
    }
    if (how === 'only' || how === 'range') this.#selection.clear();
    this.#selection.add([row]);
  }

  all({ rows }: Found): void {
    this.#selection.add(rows);
  }

  none(): void {
    this.#selection.clear();
  }

  /** Lets go of what is not found any more. */
  follow({ rows }: Found): void {
    this.#selection.keepOnly(rows);
  }
}
