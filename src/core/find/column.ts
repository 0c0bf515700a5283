/** Code of a value that Telnyx did not tell. */
export const unknownCode = 0;
/** Code of a value that is known to be none. */
export const noneCode = 1;
/** Code of a value that a thing of its sort cannot have. */
export const inapplicableCode = 2;
/** Codes of real values begin here. */
export const firstCode = 3;

/** Texts, each kept once and named by a small number; those below `firstCode` stand for no text. */
export class Words {
  readonly #codes = new Map<string, number>();
  readonly #texts: string[] = ['', '', ''];
  readonly #lower: string[] = ['', '', ''];
  readonly #keyOf: (text: string) => string;

  /** `keyOf` tells what makes texts equal; of those that are, the first that came is shown. */
  constructor(keyOf: (text: string) => string = (text) => text) {
    this.#keyOf = keyOf;
  }

  get size(): number {
    return this.#texts.length;
  }

  /** The code of a text; undefined is unknown, null and the empty text are none. */
  code(text: string | null | undefined): number {
    if (text === undefined) return unknownCode;
    if (text === null || text === '') return noneCode;
    const known = this.find(text);
    if (known !== undefined) return known;
    const code = this.#texts.length;
    this.#codes.set(text, code).set(this.#keyOf(text), code);
    this.#texts.push(text);
    const lower = text.toLowerCase();
    // The same string object where it can be, so that most texts are kept once.
    this.#lower.push(lower === text ? text : lower);
    return code;
  }

  /** The code of a text if it is known here. */
  find(text: string): number | undefined {
    return this.#codes.get(text) ?? this.#codes.get(this.#keyOf(text));
  }

  text(code: number): string {
    return this.#texts[code] ?? '';
  }

  lower(code: number): string {
    return this.#lower[code] ?? '';
  }
}

/** A number for each row, in an array that grows with them. */
class Column<A extends Uint32Array | Float64Array> {
  readonly #make: (length: number) => A;
  #data: A;

  constructor(make: (length: number) => A) {
    this.#make = make;
    this.#data = make(256);
  }

  get(row: number): number {
    return this.#data[row] ?? 0;
  }

  set(row: number, value: number): void {
    if (row >= this.#data.length) {
      const grown = this.#make(Math.max(row + 1, Math.ceil(this.#data.length * 1.5)));
      grown.set(this.#data);
      this.#data = grown;
    }
    this.#data[row] = value;
  }

  /** All of them, for loops over every row; good until the next `set`. */
  get raw(): A {
    return this.#data;
  }
}

/** Whole numbers up to 2^32 - 1. */
export const codes = () => new Column((length): Uint32Array => new Uint32Array(length));
/** Whole numbers of 53 bits, or NaN. */
export const values = () => new Column((length): Float64Array => new Float64Array(length));
