import type { Clock } from '../telnyx/clock.ts';
import { isOpen, type Payment } from './payment.ts';
import { PaymentBook } from './paymentBook.ts';
import type { Neighbour } from './paymentStore.ts';

/** The last payment from another account of this machine. */
export interface PaymentElsewhere {
  /** Of this payment; another one has another. */
  readonly id: string;
  readonly payment: Payment;
}

export interface OtherPaymentsParts {
  readonly account: { readonly baseUrl: string };
  readonly neighbours: () => Promise<readonly Neighbour[]>;
  readonly clock: Clock;
}

/** The payments from other accounts of this machine, as far as they may be the same account at Telnyx. */
export class OtherPayments {
  readonly #parts: OtherPaymentsParts;
  readonly #books = new Map<string, PaymentBook>();

  constructor(parts: OtherPaymentsParts) {
    this.#parts = parts;
  }

  async open(): Promise<readonly PaymentElsewhere[]> {
    return (await this.newest()).filter(({ payment }) => isOpen(payment));
  }

  /** The last payment from each, open or not. */
  async newest(): Promise<readonly PaymentElsewhere[]> {
    return (await this.#found()).map(({ id, payment }) => ({ id, payment }));
  }

  /** Throws a Failure while a window may still be sending it. */
  async lift(id: string): Promise<void> {
    const found = (await this.#found()).find((one) => one.id === id);
    if (!found || !isOpen(found.payment)) return;
    await found.book.lift(found.payment.generation);
    await found.neighbour.close();
  }

  async #found() {
    const { account, neighbours } = this.#parts;
    const all = await Promise.all(
      (await neighbours()).map(async (neighbour) => {
        const book = this.#bookOf(neighbour);
        return { neighbour, book, payment: await book.newest() };
      }),
    );
    return all.flatMap(({ payment, ...rest }) => {
      if (!payment) return [];
      // A record that is damaged may be about any account.
      if (payment.baseUrl !== undefined && payment.baseUrl !== account.baseUrl) return [];
      return [{ ...rest, payment, id: `${rest.neighbour.id} ${payment.generation}` }];
    });
  }

  /** Kept, since a record without a time is lifted by how long it was seen. */
  #bookOf({ id, store }: Neighbour): PaymentBook {
    const known = this.#books.get(id) ?? new PaymentBook(store, this.#parts.clock);
    this.#books.set(id, known);
    return known;
  }
}
