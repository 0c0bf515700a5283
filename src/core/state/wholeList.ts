import type { NumberIndex } from '../find/numberIndex.ts';
import { NumberList } from '../find/pages.ts';
import { decodeNumber } from '../find/record.ts';
import { paymentMethods } from '../find/server.ts';
import { asIs } from '../resources/decode.ts';
import type { Door } from '../telnyx/door.ts';
import { Failure } from '../telnyx/failure.ts';
import type { Collection } from './collection.ts';
import { doubtsOf } from './doubts.ts';
import type { Intake } from './intake.ts';
import type { Far } from './reading.ts';
import { rereadPayment } from './rereadPayment.ts';

interface WholeListParts {
  readonly door: Door;
  readonly index: NumberIndex;
  readonly collection: Collection;
  readonly intake: Intake;
}

/** The numbers of an account, read whole into an index. What is there is not read twice, also after a stop. */
export class WholeList {
  readonly #parts: WholeListParts;
  #list: NumberList;
  #warnings: readonly string[] = [];
  #complete = false;
  #payment: 'unasked' | 'wanted' | 'known' = 'unasked';

  constructor(parts: WholeListParts) {
    this.#parts = parts;
    this.#list = new NumberList(parts.door);
  }

  /** What may be missing all the same, as sentences. */
  get warnings(): readonly string[] {
    return this.#warnings;
  }

  /** Whether something that was asked for is not there. */
  get lacks(): boolean {
    return !this.#complete || this.#payment === 'wanted';
  }

  wantPayment(): void {
    if (this.#payment === 'unasked') this.#payment = 'wanted';
  }

  /** All is to be read again. */
  forget(): void {
    this.#complete = false;
    this.#list = new NumberList(this.#parts.door);
    if (this.#payment === 'known') this.#payment = 'wanted';
  }

  /**
   * Reads what is lacking. What came before a stop or a failure stays.
   *
   * @throws Failure
   */
  async read(signal: AbortSignal, onFar: (far: Far) => void): Promise<void> {
    if (!this.#complete) await this.#readNumbers(signal, onFar);
    if (!signal.aborted && this.#payment === 'wanted') await this.#readPayment(signal, onFar);
  }

  /**
   * Reads one number again; one that is gone leaves the index.
   *
   * @throws Failure
   */
  async reread(id: string, signal: AbortSignal): Promise<void> {
    const { door, index } = this.#parts;
    try {
      const raw = await door.read((sdk, options) => sdk.phoneNumbers.retrieve(id, options), asIs, signal);
      const number = decodeNumber(raw);
      if (number?.id === id) index.put(number);
    } catch (thrown) {
      if (!(thrown instanceof Failure) || thrown.kind !== 'not-found') throw thrown;
      index.remove(id);
    }
  }

  /**
   * Reads again how these numbers are paid for, where that was asked for. What cannot be read is unknown, and is read
   * again with everything.
   *
   * @throws Failure
   */
  async rereadPayment(ids: readonly string[], signal: AbortSignal): Promise<void> {
    const { door, index } = this.#parts;
    if (this.#payment !== 'known') {
      for (const id of ids) index.setPayment(id, undefined);
      return;
    }
    try {
      await rereadPayment(door, index, ids, signal);
    } catch (thrown) {
      this.#payment = 'wanted';
      throw thrown;
    }
  }

  async #readNumbers(signal: AbortSignal, onFar: (far: Far) => void): Promise<void> {
    const { collection, index, intake } = this.#parts;
    await collection.load();
    if (signal.aborted) return;
    const { state, listing } = collection;
    if (state.phase === 'failed' && state.rows.length === 0) throw state.failure;
    intake.take('all');
    const { shown, total } = listing.count;
    onFar({ searched: shown, ...(total !== undefined && { total }) });
    this.#warnings = listing.warnings;
    // What the view has loaded whole need not be read twice.
    if (state.phase === 'ready' && listing.rest === 'end') {
      this.#keepOnly(new Set(listing.rows.map(({ id }) => id)));
      for (const [place, { id }] of listing.rows.entries()) index.setPlace(id, place);
    } else {
      await this.#readAll(signal, onFar);
    }
    this.#complete = !signal.aborted;
  }

  async #readAll(signal: AbortSignal, onFar: (far: Far) => void): Promise<void> {
    const { index } = this.#parts;
    const listed = await this.#list.read(signal, (numbers, place, { count }) => {
      for (const [at, number] of numbers.entries()) index.put(number, place + at);
      onFar({ searched: place + numbers.length, total: count });
    });
    if (signal.aborted) return;
    this.#list = new NumberList(this.#parts.door);
    const complete = listed.ending === 'complete';
    if (complete) this.#keepOnly(new Set(listed.rows.flatMap((row) => row?.id ?? [])));
    this.#warnings = [...listed.warnings, ...doubtsOf(listed.unidentified, complete)];
  }

  /** No list tells how a number is paid for, but the server can be asked for those of each method. */
  async #readPayment(signal: AbortSignal, onFar: (far: Far) => void): Promise<void> {
    const { door, index } = this.#parts;
    const told = new Set<string>();
    for (const method of paymentMethods) {
      const list = new NumberList(door, { 'voice.usage_payment_method': method });
      await list.read(signal, (numbers) => {
        for (const { id } of numbers) {
          told.add(id);
          index.setPayment(id, method);
        }
        onFar({ searched: index.count, total: index.count });
      });
    }
    for (let row = 0; row < index.rows; row++)
      if (index.isThere(row) && !told.has(index.id(row))) index.setPayment(index.id(row), undefined);
    this.#payment = 'known';
  }

  #keepOnly(ids: ReadonlySet<string>): void {
    const { index } = this.#parts;
    if (index.count === ids.size) return;
    for (let row = 0; row < index.rows; row++)
      if (index.isThere(row) && !ids.has(index.id(row))) index.remove(index.id(row));
  }
}
