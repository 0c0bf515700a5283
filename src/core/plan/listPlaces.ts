import type { RecordKey } from '../settings/setting.ts';
import type { NumberName } from './plan.ts';

/** On which page of a list each number was last seen, so that reading some of them again takes a few pages. */
export class ListPlaces {
  readonly #pages = new Map<RecordKey, Map<string, number>>();
  readonly #wanted: ReadonlySet<string>;

  /** `wanted`: numbers that are noted, too, where they pass by while others are looked for; they will be read later. */
  constructor(wanted: ReadonlySet<string> = new Set()) {
    this.#wanted = wanted;
  }

  wants(id: string): boolean {
    return this.#wanted.has(id);
  }

  put(key: RecordKey, id: string, page: number): void {
    const pages = this.#pages.get(key) ?? new Map<string, number>();
    this.#pages.set(key, pages);
    pages.set(id, page);
  }

  /** The pages that hold all the numbers; undefined when one of them was never seen. */
  pagesOf(key: RecordKey, numbers: readonly NumberName[]): readonly number[] | undefined {
    const pages = numbers.map(({ id }) => this.#pages.get(key)?.get(id));
    return pages.includes(undefined) ? undefined : [...new Set(pages.flatMap((page) => page ?? []))];
  }

  /** Numbers that stand on one page side by side. */
  sorted<T extends { readonly number: NumberName }>(key: RecordKey, rows: readonly T[]): readonly T[] {
    const pages = this.#pages.get(key);
    if (!pages) return rows;
    const place = ({ number }: T) => pages.get(number.id) ?? Infinity;
    return [...rows].sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
  }
}
