import { codes, values, type Words } from './column.ts';
import { describe, factsOf, mobileRecord, numberRecord, type MobileFacts } from './describe.ts';
import { isMobile, keyIn, keyOf, type Family, type FoundNumber } from './family.ts';
import { SingleColumns, type Single } from './singleColumns.ts';
import { TagColumn } from './tagColumn.ts';

/** Behind all that were listed. */
const unplaced = 0xffffffff;
/** Where mobile numbers begin: behind all others. */
const mobilePlaces = 0x80000000;

/**
 * The numbers of an account, mobile ones too, in columns: about 200 bytes each instead of the 900 of their records. Rows are numbered in
 * the order they came and keep their number; one that is gone stays as a hole.
 */
export class NumberIndex {
  readonly tags = new TagColumn();
  readonly #rows = new Map<string, number>();
  readonly #ids: string[] = [];
  readonly #phones: string[] = [];
  readonly #purchased = values();
  readonly #digits = values();
  readonly #singles = new SingleColumns();
  readonly #places = codes();
  /** The rows of mobile numbers. */
  readonly #mobile = new Map<number, MobileFacts>();
  #gone = 0;
  #version = 0;

  /** How many numbers there are. */
  get count(): number {
    return this.#ids.length - this.#gone;
  }

  /** How many of them are of one family. */
  countOf(family: Family): number {
    return family === 'mobile' ? this.#mobile.size : this.count - this.#mobile.size;
  }

  /** How many rows to look through, holes included. */
  get rows(): number {
    return this.#ids.length;
  }

  /** Grows with every change. */
  get version(): number {
    return this.#version;
  }

  words(column: Single): Words {
    return this.#singles.words(column);
  }

  codes(column: Single): Uint32Array {
    return this.#singles.codes(column);
  }

  get phones(): readonly string[] {
    return this.#phones;
  }

  get places(): Uint32Array {
    return this.#places.raw;
  }

  /** Milliseconds; NaN where it is not known. */
  get purchased(): Float64Array {
    return this.#purchased.raw;
  }

  /** Grows with the digits of a number from the left, so that those of one country stand together; NaN for no number. */
  get digits(): Float64Array {
    return this.#digits.raw;
  }

  id(row: number): string {
    return this.#ids[row] ?? '';
  }

  isMobile(row: number): boolean {
    return this.#mobile.has(row);
  }

  /** What a row is known by: its id, unless that could be one of the other family. */
  key(row: number): string {
    return keyIn(this.isMobile(row) ? 'mobile' : 'numbers', this.id(row));
  }

  has(key: string): boolean {
    return this.#rows.has(key);
  }

  /** The row of a number; undefined for one that is not here. */
  row(key: string): number | undefined {
    return this.#rows.get(key);
  }

  /** False for a hole. */
  isThere(row: number): boolean {
    return this.#ids[row] !== '';
  }

  /** What a value of a connection or messaging profile is called, where Telnyx told. */
  name(column: Single, code: number): string | undefined {
    return this.#singles.name(column, code);
  }

  /** Adds a number, or says anew what it is. `place` is where the whole list has it; absent keeps what was known. */
  put(number: FoundNumber, place?: number): void {
    const key = keyOf(number);
    const row = this.#rows.get(key) ?? this.#ids.length;
    const isNew = row === this.#ids.length;
    this.#rows.set(key, row);
    this.#ids[row] = number.id;
    this.#phones[row] = number.phone_number ?? '';
    this.#digits.set(row, digitsKey(number.phone_number ?? ''));
    if (isMobile(number)) this.#mobile.set(row, factsOf(number));
    this.#purchased.set(row, purchaseOf(number));
    if (place !== undefined || isNew) this.#setPlace(row, place);
    describe(this.#singles, row, number, isNew);
    this.tags.set(row, number.tags);
    this.#version += 1;
  }

  /** Says how a number is paid for, which no list tells; undefined where that is not known any more. */
  setPayment(id: string, method: string | undefined): void {
    this.#set(id, 'payment', method);
  }

  /** Says which messaging profile a mobile number has; its own list does not tell. */
  setMobileProfile(id: string, profile: string | null | undefined): void {
    this.#set(keyIn('mobile', id), 'messagingProfile', profile);
  }

  /** Says where the whole list of its family has a number. */
  setPlace(key: string, place: number): void {
    const row = this.#rows.get(key);
    if (row === undefined) return;
    this.#setPlace(row, place);
    this.#version += 1;
  }

  remove(key: string): void {
    const row = this.#rows.get(key);
    if (row === undefined) return;
    this.#rows.delete(key);
    this.#mobile.delete(row);
    this.#ids[row] = '';
    this.#gone += 1;
    this.#version += 1;
  }

  /** A row in the API's words, without what is not kept here. */
  record(row: number): Record<string, unknown> {
    const phone = this.#phones[row];
    const own = {
      id: this.id(row),
      phone_number: phone === '' ? undefined : phone,
      tags: this.tags.texts(row),
    };
    const facts = this.#mobile.get(row);
    return facts
      ? mobileRecord(this.#singles, row, own, facts)
      : numberRecord(this.#singles, row, own, this.#purchased.get(row));
  }

  #set(key: string, column: Single, value: string | null | undefined): void {
    const row = this.#rows.get(key);
    if (row === undefined) return;
    this.#singles.set(row, column, value);
    this.#version += 1;
  }

  /** Mobile numbers stand behind the others, as in the view. */
  #setPlace(row: number, place: number | undefined): void {
    this.#places.set(row, place === undefined ? unplaced : place + (this.isMobile(row) ? mobilePlaces : 0));
  }
}

/** When a number was bought; of a mobile number Telnyx does not tell. */
const purchaseOf = (number: FoundNumber): number =>
  isMobile(number) || number.purchased_at === undefined ? NaN : Date.parse(number.purchased_at);

/** E.164 has at most 15 digits. */
function digitsKey(phone: string): number {
  const digits = /^\+?(\d{1,15})$/.exec(phone)?.[1];
  return digits === undefined ? NaN : Number(digits.padEnd(15, '0'));
}
