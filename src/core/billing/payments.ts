import type { Clock } from '../telnyx/clock.ts';
import type { Door } from '../telnyx/door.ts';
import type { Failure } from '../telnyx/failure.ts';
import { failureFrom } from '../telnyx/failureFrom.ts';
import { charge, isOpen, paymentText, readBalance, type Payment, type Receipt } from './payment.ts';
import { longest, PaymentBook } from './paymentBook.ts';
import { OtherPayments, type PaymentElsewhere } from './paymentElsewhere.ts';
import {
  locked,
  lockedElsewhere,
  perhapsOnItsWay,
  tooLate,
  unreadableRecord,
  withdrawn,
} from './paymentRefusals.ts';
import type { Neighbour, PaymentStore } from './paymentStore.ts';

export interface PaymentsParts {
  readonly door: Door;
  /** Where the account is reached and what it is called here. */
  readonly account: { readonly name: string; readonly baseUrl: string };
  readonly store: PaymentStore;
  /** Payments of the other accounts on this machine. */
  readonly neighbours: () => Promise<readonly Neighbour[]>;
  readonly clock: Clock;
  /** The payment under way has come to something else. */
  readonly onChange?: (payment: Payment) => void;
}

/**
 * Payments from one account. Each is written down before it is sent, is sent once, and locks the account for every window
 * of this machine until its outcome is known or somebody says that they have checked it. Only one window can make the
 * record that follows a closed one, and right before the request leaves the record must still stand as it was made, so two
 * never pay at once. Nobody but Telnyx knows whether two accounts here are one there: an open payment from another one at
 * the same address stops it, too, until a person has told.
 */
export class Payments {
  readonly #parts: PaymentsParts;
  readonly #book: PaymentBook;
  readonly #others: OtherPayments;
  #sending = false;

  constructor(parts: PaymentsParts) {
    this.#parts = parts;
    this.#book = new PaymentBook(parts.store, parts.clock);
    this.#others = new OtherPayments(parts);
  }

  get sending(): boolean {
    return this.#sending;
  }

  /** The last payment from this account on this machine. */
  newest(): Promise<Payment | undefined> {
    return this.#book.newest();
  }

  /** Open payments from other accounts on this machine that may be this one at Telnyx. */
  elsewhere(): Promise<readonly PaymentElsewhere[]> {
    return this.#others.open();
  }

  /** Somebody has checked what became of a payment of another account. Throws a Failure as `lift` does. */
  liftElsewhere(id: string): Promise<void> {
    return this.#others.lift(id);
  }

  /**
   * Pays `amount` (a decimal with cents) by operation 37. Resolves with what came of it, `unclear` included. `unrelated`
   * are the open payments elsewhere of which a person says that they are of another account. Throws a Failure only while
   * nothing was sent: another payment is open, the balance cannot be read, the disk is full.
   */
  async pay(amount: string, unrelated: ReadonlySet<string> = new Set()): Promise<Payment> {
    if (this.#sending) throw locked();
    this.#sending = true;
    try {
      const last = await this.newest();
      if (last && isOpen(last)) throw locked();
      if (last) await this.#book.caughtUp(last);
      const alone = await this.#alone(unrelated);
      return await this.#send(await this.#begin(amount, (last?.generation ?? 0) + 1), amount, alone);
    } finally {
      this.#sending = false;
    }
  }

  /** Reads the balance after a payment whose outcome is open. Throws a Failure where it cannot be read. */
  async look(generation: number): Promise<Payment | undefined> {
    const payment = await this.newest();
    if (payment?.generation !== generation || !isOpen(payment)) return payment;
    const { door, clock } = this.#parts;
    const looked: Payment = { ...payment, after: await readBalance(door, clock.now()) };
    const now = await this.newest();
    // Whoever pays may have been answered meanwhile: an outcome that is known is never written over.
    if (!now || paymentText(now) !== paymentText(payment)) return now;
    // What a window has begun, only that window writes.
    return payment.phase === 'begun' ? looked : this.#become(looked);
  }

  /**
   * Somebody has checked what became of a payment: from now on another can be made. Throws a Failure while a window may
   * still be sending it, and where that cannot be written down.
   */
  async lift(generation: number): Promise<Payment | undefined> {
    if (this.#sending) throw perhapsOnItsWay();
    const lifted = await this.#book.lift(generation);
    if (lifted) this.#tell(lifted);
    return lifted;
  }

  /** Writes the payment down. Nothing is sent that nobody could look for afterwards, so the balance is read first. */
  async #begin(amount: string, generation: number): Promise<Payment> {
    const { door, clock, account } = this.#parts;
    const before = await readBalance(door, clock.now());
    const own = { account: account.name, baseUrl: account.baseUrl };
    const payment: Payment = { generation, phase: 'begun', amount, at: clock.now(), ...own, before };
    if (!(await this.#book.begin(payment))) throw locked();
    this.#tell(payment);
    return payment;
  }

  async #send(payment: Payment, amount: string, alone: () => Promise<void>): Promise<Payment> {
    const { door, clock, account } = this.#parts;
    const stop = new AbortController();
    const silence = clock.alarm(longest, () => stop.abort());
    let ours = true;
    let receipt: Receipt;
    try {
      receipt = await charge(door, amount, stop.signal, async () => {
        await alone();
        ours = await this.#holds(payment);
        if (!ours) throw withdrawn();
        // The last: nothing is waited for between this and the network.
        if (!this.#book.isFresh(payment)) throw tooLate();
      });
    } catch (thrown) {
      const { host } = new URL(account.baseUrl);
      return await this.#failed(payment, failureFrom(thrown, { host, writeSent: true }), ours);
    } finally {
      silence();
    }
    return this.#become({ ...payment, phase: 'paid', receipt });
  }

  #holds(payment: Payment): Promise<boolean> {
    return this.#book.holds(payment).catch(() => {
      throw unreadableRecord();
    });
  }

  /** Sees that nobody else may be paying from the same account; what it gives sees that it has stayed so. */
  async #alone(unrelated: ReadonlySet<string>): Promise<() => Promise<void>> {
    const look = () =>
      this.#others.newest().catch(() => {
        throw unreadableRecord();
      });
    const before = await look();
    const open = before.find(({ id, payment }) => isOpen(payment) && !unrelated.has(id));
    if (open) throw lockedElsewhere(open.payment.account);
    const known = new Set(before.map(({ id }) => id));
    return async () => {
      const since = (await look()).find(({ id }) => !known.has(id));
      if (since) throw lockedElsewhere(since.payment.account);
    };
  }

  async #failed(payment: Payment, failure: Failure, ours: boolean): Promise<Payment> {
    const { sentence, requestId, faults, effect } = failure;
    const told = { sentence, ...(requestId !== undefined && { requestId }) };
    if (effect === 'no') {
      const refused: Payment = { ...payment, ...told, phase: 'refused', faults };
      // A record that somebody else has lifted or made is left as it is.
      return ours ? this.#become(refused) : refused;
    }
    const unclear = await this.#become({ ...payment, ...told, phase: 'unclear' });
    return this.look(payment.generation).then(
      (looked) => looked ?? unclear,
      () => unclear,
    );
  }

  async #become(payment: Payment): Promise<Payment> {
    const settled = await this.#book.settle(payment);
    this.#tell(settled);
    return settled;
  }

  /** What becomes of a payment does not depend on who listens. */
  #tell(payment: Payment): void {
    try {
      this.#parts.onChange?.(payment);
    } catch {
      // Whoever listens is shown the payment by the page, too.
    }
  }
}
