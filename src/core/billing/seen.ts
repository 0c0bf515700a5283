/** Digits of a number that all writings of it end with. */
const tail = 7;
/** Numbers that are shorter, such as short codes, have but one writing. */
const shortRun = /(?<!\d)\d{1,6}(?!\d)/g;

/**
 * Which of some numbers occur in texts, however they are written there: with or without a plus, a country code, an
 * exit code or a SIP address around them. Where a text may mean one of several numbers, all of them count as seen: that
 * errs on the side of calling a number used.
 */
export class SeenNumbers {
  readonly #unseen = new Map<string, Map<string, string>>();
  readonly #seen = new Set<string>();
  readonly #short: boolean;
  #missing = 0;

  constructor(phones: Iterable<string>) {
    for (const phone of phones) {
      const digits = phone.replace(/\D/g, '');
      const end = digits.slice(-tail);
      const alike = this.#unseen.get(end) ?? new Map<string, string>();
      alike.set(phone, digits);
      this.#unseen.set(end, alike);
    }
    this.#short = [...this.#unseen.keys()].some((end) => end.length < tail);
    this.#missing = [...this.#unseen.values()].reduce((sum, { size }) => sum + size, 0);
  }

  has(phone: string): boolean {
    return this.#seen.has(phone);
  }

  get count(): number {
    return this.#seen.size;
  }

  /** Whether every number was seen, so that looking further shows nothing new. */
  get all(): boolean {
    return this.#missing === 0;
  }

  /** Looks through everything that a record tells. */
  look(record: unknown): void {
    if (typeof record === 'string') this.#read(record);
    // JSON may hold a number as a number; what else it may count, a number is rather called used than unused.
    else if (typeof record === 'number') this.#read(String(record));
    else if (typeof record === 'object' && record !== null)
      for (const part of Object.values(record)) this.look(part);
  }

  #read(text: string): void {
    for (const [written] of text.matchAll(/\d{7,20}/g)) this.#mark(written);
    if (this.#short) for (const [written] of text.matchAll(shortRun)) this.#mark(written);
    // As people write them: `(312) 555-0100`.
    for (const [written] of text.matchAll(/\d(?:[\s().-]{0,3}\d){6,19}/g))
      this.#mark(written.replace(/\D/g, ''));
  }

  #mark(given: string): void {
    if (given.length < tail) this.#markShort(given);
    else this.#markLong(given);
  }

  #markShort(written: string): void {
    const alike = this.#unseen.get(written);
    for (const phone of alike?.keys() ?? []) this.#saw(phone, alike);
  }

  #markLong(given: string): void {
    // Within a country a 0 may stand in place of its code.
    const written = given.replace(/^0+/, '');
    const alike = this.#unseen.get(written.slice(-tail));
    if (!alike) return;
    for (const [phone, digits] of alike) {
      if (digits.endsWith(written) || written.endsWith(digits)) this.#saw(phone, alike);
    }
  }

  #saw(phone: string, alike: Map<string, string> | undefined): void {
    alike?.delete(phone);
    this.#seen.add(phone);
    this.#missing -= 1;
  }
}
