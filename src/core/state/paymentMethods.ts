import type { NumberIndex } from '../find/numberIndex.ts';
import { NumberList, ordinaryPages } from '../find/pages.ts';
import { paymentMethods } from '../find/server.ts';
import type { Door } from '../telnyx/door.ts';
import { rereadPayment } from './rereadPayment.ts';

/** How numbers are paid for. No list tells, but the server can be asked for those of each method. */
export class PaymentMethods {
  readonly #door: Door;
  readonly #index: NumberIndex;
  #state: 'unasked' | 'wanted' | 'known' = 'unasked';

  constructor(door: Door, index: NumberIndex) {
    this.#door = door;
    this.#index = index;
  }

  /** Whether it was asked for and is still to be read. */
  get lacks(): boolean {
    return this.#state === 'wanted';
  }

  want(): void {
    if (this.#state === 'unasked') this.#state = 'wanted';
  }

  /** What was read is to be read again. */
  forget(): void {
    if (this.#state === 'known') this.#state = 'wanted';
  }

  /**
   * Reads it if it was asked for.
   *
   * @throws Failure
   */
  async read(signal: AbortSignal): Promise<void> {
    if (!this.lacks) return;
    const index = this.#index;
    const told = new Set<string>();
    for (const method of paymentMethods) {
      const list = new NumberList(this.#door, ordinaryPages({ 'voice.usage_payment_method': method }));
      await list.read(signal, (numbers) => {
        for (const { id } of numbers) {
          told.add(id);
          index.setPayment(id, method);
        }
      });
    }
    for (let row = 0; row < index.rows; row++)
      if (index.isThere(row) && !index.isMobile(row) && !told.has(index.id(row)))
        index.setPayment(index.id(row), undefined);
    this.#state = 'known';
  }

  /**
   * Reads it again of these numbers, where it was asked for. What cannot be read is unknown, and is read again with
   * everything.
   *
   * @throws Failure
   */
  async reread(ids: readonly string[], signal: AbortSignal): Promise<void> {
    if (this.#state !== 'known') {
      for (const id of ids) this.#index.setPayment(id, undefined);
      return;
    }
    try {
      await rereadPayment(this.#door, this.#index, ids, signal);
    } catch (thrown) {
      this.#state = 'wanted';
      throw thrown;
    }
  }
}
