import { codes, firstCode, inapplicableCode, noneCode, unknownCode, Words } from './column.ts';

const columns = [
  'status',
  'type',
  'country',
  'source',
  'connection',
  'billingGroup',
  'messagingProfile',
  'emergency',
  'payment',
  'lock',
  'reference',
] as const;
/** Fields of which a number has one value. */
export type Single = (typeof columns)[number];
/** Those whose values are ids that the list itself names. */
export type Named = 'connection' | 'messagingProfile';

const isNamed = (column: Single): column is Named => column === 'connection' || column === 'messagingProfile';

const each = <T>(make: () => T) =>
  Object.fromEntries(columns.map((name) => [name, make()])) as Record<Single, T>;

/** One code a row for each field of which a number has one value. */
export class SingleColumns {
  readonly #words = each(() => new Words());
  readonly #codes = each(() => codes());
  /** What an id is called, by its code. */
  readonly #names: Readonly<Record<Named, Map<number, string>>> = {
    connection: new Map(),
    messagingProfile: new Map(),
  };

  words(column: Single): Words {
    return this.#words[column];
  }

  /** Those of every row. */
  codes(column: Single): Uint32Array {
    return this.#codes[column].raw;
  }

  /** What a value is called, where Telnyx told. */
  name(column: Single, code: number): string | undefined {
    return isNamed(column) ? this.#names[column].get(code) : undefined;
  }

  nameOfRow(row: number, column: Named): string | undefined {
    return this.name(column, this.#codes[column].get(row));
  }

  /** Undefined where nobody told or there is nothing to tell, null for none. */
  text(row: number, column: Single): string | null | undefined {
    const code = this.#codes[column].get(row);
    if (code === unknownCode || code === inapplicableCode) return undefined;
    return code === noneCode ? null : this.#words[column].text(code);
  }

  set(row: number, column: Single, value: string | null | undefined): void {
    this.#codes[column].set(row, this.#words[column].code(value));
  }

  /** Says that a row cannot have a value here. */
  setInapplicable(row: number, column: Single): void {
    this.#codes[column].set(row, inapplicableCode);
  }

  /** A name stands for an id that was not told. */
  setNamed(row: number, column: Named, id: string | null | undefined, name: string | null | undefined): void {
    const code = this.#words[column].code(id ?? name ?? id);
    this.#codes[column].set(row, code);
    if (code >= firstCode && typeof name === 'string' && name !== '') this.#names[column].set(code, name);
  }
}
