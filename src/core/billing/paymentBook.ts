import type { Clock } from '../telnyx/clock.ts';
import { isOpen, paymentIn, paymentText, type Payment } from './payment.ts';
import { notLifted, notWrittenYet, perhapsOnItsWay, timeless } from './paymentRefusals.ts';
import type { PaymentStore } from './paymentStore.ts';

/** Milliseconds after which a payment that was not answered is called unclear, however long requests may take. */
export const longest = 5 * 60_000;
/** Milliseconds after which nobody can be sending a payment any more that was begun then. */
const surelyOver = longest + 60_000;
/** Milliseconds after which a payment is not sent any more: long before another window may call it over. */
const stale = 2 * 60_000;

/** The records of payments from one account, as this window sees them. */
export class PaymentBook {
  readonly #store: PaymentStore;
  readonly #clock: Clock;
  /** What came of a payment and could not be written down. */
  #unwritten: Payment | undefined;
  /** The newest record and since when it was seen as it is. */
  #watched: { readonly text: string; readonly since: number } | undefined;

  constructor(store: PaymentStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** The last payment; where what came of it could not be written down, as this window knows it. */
  async newest(): Promise<Payment | undefined> {
    const last = await this.#store.newest();
    if (!last) return undefined;
    const text = `${last.generation} ${last.text}`;
    if (this.#watched?.text !== text) this.#watched = { text, since: this.#clock.now() };
    const read = paymentIn(last.generation, last.text);
    const known = this.#unwritten;
    return known?.generation === read.generation && isOpen(read) ? known : read;
  }

  /** Writes down a payment that follows the last one; false when somebody else was quicker, or it cannot be read back. */
  async begin(payment: Payment): Promise<boolean> {
    return (await this.#store.make(payment.generation, paymentText(payment))) && (await this.holds(payment));
  }

  /** Whether the last record is that of this payment, as it was begun here. */
  async holds(payment: Payment): Promise<boolean> {
    const last = await this.#store.newest();
    return last?.generation === payment.generation && last.text === paymentText(payment);
  }

  /** Whether it was begun so short a time ago that it may still be sent. */
  isFresh({ at = 0 }: Payment): boolean {
    return Math.abs(this.#clock.now() - at) <= stale;
  }

  /** Writes down what came of a payment; told as `unwritten` where that fails: on disk it stays open, the safe side. */
  async settle(payment: Payment): Promise<Payment> {
    const { generation, faults } = payment;
    const text = paymentText(payment);
    try {
      await this.#store.replace(generation, text);
      this.#unwritten = undefined;
      return { ...paymentIn(generation, text), ...(faults && { faults }) };
    } catch {
      this.#unwritten = { ...payment, unwritten: true };
      return this.#unwritten;
    }
  }

  /**
   * Somebody has checked what became of a payment. Throws a Failure while a window may still be sending it, and where
   * that cannot be written down.
   */
  async lift(generation: number): Promise<Payment | undefined> {
    const payment = await this.newest();
    if (payment?.generation !== generation) return payment;
    if (!isOpen(payment)) return this.caughtUp(payment);
    if (payment.phase === 'begun') this.#demandOver(payment);
    const lifted = await this.settle({ ...payment, phase: 'lifted' });
    if (!lifted.unwritten) return lifted;
    this.#unwritten = payment.unwritten ? payment : undefined;
    throw notLifted();
  }

  /** The payment once what is known of it is on disk. Throws a Failure where it cannot be written. */
  async caughtUp(payment: Payment): Promise<Payment> {
    const settled = payment.unwritten ? await this.settle(payment) : payment;
    if (settled.unwritten) throw notWrittenYet();
    return settled;
  }

  /** By its own time; where that cannot be right, by how long it has been seen here. */
  #demandOver({ at }: Payment): void {
    const now = this.#clock.now();
    const known = at !== undefined && at <= now;
    const wait = (known ? at : (this.#watched?.since ?? now)) + surelyOver - now;
    if (wait > 0) throw known ? perhapsOnItsWay() : timeless(wait);
  }
}
