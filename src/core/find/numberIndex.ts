import { codes, values, type Words } from './column.ts';
import { toldOf, typeOf, type NumberRecord } from './record.ts';
import { SingleColumns, type Single } from './singleColumns.ts';
import { TagColumn } from './tagColumn.ts';

/** Behind all that were listed. */
const unplaced = 0xffffffff;

/**
 * The numbers of an account in columns: about 200 bytes each instead of the 900 of their records. Rows are numbered in
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

  has(id: string): boolean {
    return this.#rows.has(id);
  }

  /** The row of a number; undefined for one that is not here. */
  row(id: string): number | undefined {
    return this.#rows.get(id);
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
  put(record: NumberRecord, place?: number): void {
    const row = this.#rows.get(record.id) ?? this.#ids.length;
    const isNew = row === this.#ids.length;
    this.#rows.set(record.id, row);
    this.#ids[row] = record.id;
    this.#phones[row] = record.phone_number ?? '';
    this.#digits.set(row, digitsKey(record.phone_number ?? ''));
    this.#purchased.set(row, record.purchased_at === undefined ? NaN : Date.parse(record.purchased_at));
    if (place !== undefined || isNew) this.#places.set(row, place ?? unplaced);
    this.#describe(row, record);
    // What is known already stays: the list does not tell it.
    if (isNew) this.#singles.set(row, 'payment', undefined);
    this.tags.set(row, record.tags);
    this.#version += 1;
  }

  /** Says how a number is paid for, which no list tells; undefined where that is not known any more. */
  setPayment(id: string, method: string | undefined): void {
    const row = this.#rows.get(id);
    if (row === undefined) return;
    this.#singles.set(row, 'payment', method);
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
    const text = (column: Single) => this.#singles.text(row, column);
    const lock = text('lock');
    const bought = this.#purchased.get(row);
    return {
      id: this.id(row),
      phone_number: this.#phones[row] === '' ? undefined : this.#phones[row],
      status: text('status'),
      phone_number_type: text('type'),
      country_iso_alpha2: text('country'),
      source_type: text('source'),
      tags: this.tags.texts(row),
      connection_id: text('connection'),
      connection_name: this.#singles.nameOfRow(row, 'connection'),
      billing_group_id: text('billingGroup'),
      messaging_profile_id: text('messagingProfile'),
      messaging_profile_name: this.#singles.nameOfRow(row, 'messagingProfile'),
      customer_reference: text('reference'),
      emergency_status: text('emergency'),
      deletion_lock_enabled: typeof lock === 'string' ? lock === 'true' : undefined,
      purchased_at: Number.isNaN(bought) ? undefined : new Date(bought).toISOString(),
    };
  }

  #describe(row: number, record: NumberRecord): void {
    const singles = this.#singles;
    const { deletion_lock_enabled: lock, messaging_profile_id: profile } = record;
    singles.set(row, 'status', record.status);
    singles.set(row, 'type', typeOf(record.phone_number_type));
    singles.set(row, 'country', record.country_iso_alpha2);
    singles.set(row, 'source', record.source_type);
    singles.set(row, 'billingGroup', record.billing_group_id);
    singles.set(row, 'emergency', record.emergency_status);
    singles.set(row, 'reference', record.customer_reference);
    singles.set(row, 'lock', lock === undefined ? undefined : String(lock));
    singles.setNamed(row, 'connection', record.connection_id, record.connection_name);
    singles.setNamed(row, 'messagingProfile', toldOf(profile), toldOf(record.messaging_profile_name));
  }
}

/** E.164 has at most 15 digits. */
function digitsKey(phone: string): number {
  const digits = /^\+?(\d{1,15})$/.exec(phone)?.[1];
  return digits === undefined ? NaN : Number(digits.padEnd(15, '0'));
}
