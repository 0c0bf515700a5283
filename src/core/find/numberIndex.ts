import { codes, noneCode, unknownCode, values, Words } from './column.ts';
import { toldOf, typeOf, type NumberRecord } from './record.ts';
import type { Value } from './query.ts';

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
/** Fields of which a number has one value. Tags are kept apart, as sets. */
export type Single = (typeof columns)[number];

/** Behind all that were listed. */
const unplaced = 0xffffffff;

const each = <T>(make: () => T) =>
  Object.fromEntries(columns.map((name) => [name, make()])) as Record<Single, T>;

/**
 * The numbers of an account in columns: about 200 bytes each instead of the 900 of their records. Rows are numbered in
 * the order they came and keep their number; one that is gone stays as a hole.
 */
export class NumberIndex {
  readonly #rows = new Map<string, number>();
  readonly #ids: string[] = [];
  readonly #phones: string[] = [];
  readonly #purchased = values();
  readonly #digits = values();
  readonly #words = each(() => new Words());
  readonly #codes = each(() => codes());
  readonly #tags = new Words();
  readonly #tagSets = new Words();
  readonly #tagsOfSet: (readonly number[])[] = [[], []];
  readonly #tagCodes = codes();
  /** What a connection or messaging profile is called, by the code of its id. */
  readonly #names = { connection: new Map<number, string>(), messagingProfile: new Map<number, string>() };
  readonly #places = codes();
  #gone = 0;
  #version = 0;

  /** How many numbers there are. */
  get count(): number {
    return this.#ids.length - this.#gone;
  }

  /** How many rows to look through, holes included. */
  get rows(): number {
    return this.#ids.length;
  }

  /** Grows with every change. */
  get version(): number {
    return this.#version;
  }

  get tags(): Words {
    return this.#tags;
  }

  get tagSets(): Words {
    return this.#tagSets;
  }

  words(column: Single): Words {
    return this.#words[column];
  }

  codes(column: Single): Uint32Array {
    return this.#codes[column].raw;
  }

  /** The tag set of every row; see `tagsOf`. */
  get tagCodes(): Uint32Array {
    return this.#tagCodes.raw;
  }

  tagsOf(set: number): readonly number[] {
    return this.#tagsOfSet[set] ?? [];
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

  has(id: string): boolean {
    return this.#rows.has(id);
  }

  /** False for a hole. */
  isThere(row: number): boolean {
    return this.#ids[row] !== '';
  }

  /** What a value of a connection or messaging profile is called, where Telnyx told. */
  name(column: Single, code: number): string | undefined {
    return column === 'connection' || column === 'messagingProfile'
      ? this.#names[column].get(code)
      : undefined;
  }

  /** Adds a number, or says anew what it is. `place` is where the whole list has it; absent keeps what was known. */
  put(record: NumberRecord, place?: number): void {
    const row = this.#rows.get(record.id) ?? this.#ids.length;
    const isNew = row === this.#ids.length;
    this.#rows.set(record.id, row);
    this.#ids[row] = record.id;
    this.#phones[row] = record.phone_number ?? '';
    this.#digits.set(row, digitsKey(record.phone_number ?? ''));
    this.#purchased.set(row, record.purchased_at === undefined ? NaN : Date.parse(record.purchased_at));
    if (place !== undefined || isNew) this.#places.set(row, place ?? unplaced);
    this.#set(row, 'status', record.status);
    this.#set(row, 'type', typeOf(record.phone_number_type));
    this.#set(row, 'country', record.country_iso_alpha2);
    this.#set(row, 'source', record.source_type);
    this.#set(row, 'billingGroup', record.billing_group_id);
    this.#set(row, 'emergency', record.emergency_status);
    this.#set(row, 'reference', record.customer_reference);
    this.#set(
      row,
      'lock',
      record.deletion_lock_enabled === undefined ? undefined : String(record.deletion_lock_enabled),
    );
    if (isNew) this.#codes.payment.set(row, unknownCode);
    this.#setNamed(row, 'connection', record.connection_id, record.connection_name);
    const { messaging_profile_id: profile, messaging_profile_name: name } = record;
    this.#setNamed(row, 'messagingProfile', toldOf(profile), toldOf(name));
    this.#setTags(row, record.tags);
    this.#version += 1;
  }

  /** Says how a number is paid for, which no list tells. */
  setPayment(id: string, method: string): void {
    const row = this.#rows.get(id);
    if (row === undefined) return;
    this.#set(row, 'payment', method);
    this.#version += 1;
  }

  /** Says where the whole list has a number. */
  setPlace(id: string, place: number): void {
    const row = this.#rows.get(id);
    if (row === undefined) return;
    this.#places.set(row, place);
    this.#version += 1;
  }

  remove(id: string): void {
    const row = this.#rows.get(id);
    if (row === undefined) return;
    this.#rows.delete(id);
    this.#ids[row] = '';
    this.#gone += 1;
    this.#version += 1;
  }

  /** A row in the API's words, without what is not kept here. */
  record(row: number): Record<string, unknown> {
    const text = (column: Single): string | null | undefined => {
      const code = this.#codes[column].get(row);
      if (code === unknownCode) return undefined;
      return code === noneCode ? null : this.#words[column].text(code);
    };
    const named = (column: 'connection' | 'messagingProfile') =>
      this.#names[column].get(this.#codes[column].get(row));
    const lock = text('lock');
    const bought = this.#purchased.get(row);
    const set = this.#tagCodes.get(row);
    return {
      id: this.id(row),
      phone_number: this.#phones[row] === '' ? undefined : this.#phones[row],
      status: text('status'),
      phone_number_type: text('type'),
      country_iso_alpha2: text('country'),
      source_type: text('source'),
      tags: set === unknownCode ? undefined : this.tagsOf(set).map((tag) => this.#tags.text(tag)),
      connection_id: text('connection'),
      connection_name: named('connection'),
      billing_group_id: text('billingGroup'),
      messaging_profile_id: text('messagingProfile'),
      messaging_profile_name: named('messagingProfile'),
      customer_reference: text('reference'),
      emergency_status: text('emergency'),
      deletion_lock_enabled: typeof lock === 'string' ? lock === 'true' : undefined,
      purchased_at: Number.isNaN(bought) ? undefined : new Date(bought).toISOString(),
    };
  }

  #set(row: number, column: Single, value: string | null | undefined): void {
    this.#codes[column].set(row, this.#words[column].code(value));
  }

  #setNamed(
    row: number,
    column: 'connection' | 'messagingProfile',
    id: string | null | undefined,
    name: string | null | undefined,
  ): void {
    const code = this.#words[column].code(id ?? name ?? id);
    this.#codes[column].set(row, code);
    if (code > noneCode && typeof name === 'string' && name !== '') this.#names[column].set(code, name);
  }

  #setTags(row: number, tags: readonly string[] | undefined): void {
    const codes = [...new Set(tags?.map((tag) => this.#tags.code(tag)).filter((code) => code > noneCode))];
    const set = this.#tagSets.code(tags === undefined ? undefined : codes.join(' '));
    this.#tagsOfSet[set] ??= codes;
    this.#tagCodes.set(row, set);
  }
}

/** E.164 has at most 15 digits. */
function digitsKey(phone: string): number {
  const digits = /^\+?(\d{1,15})$/.exec(phone)?.[1];
  return digits === undefined ? NaN : Number(digits.padEnd(15, '0'));
}

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
