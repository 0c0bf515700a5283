import { t } from '@vscode/l10n';
import type { Clock } from '../telnyx/clock.ts';
import type { Door } from '../telnyx/door.ts';
import { Failure } from '../telnyx/failure.ts';
import { failureFrom } from '../telnyx/failureFrom.ts';
import {
  charge,
  isOpen,
  paymentIn,
  paymentText,
  readBalance,
  type Payment,
  type Receipt,
} from './payment.ts';
import type { PaymentStore } from './paymentStore.ts';

/** Milliseconds after which a payment that was not answered is called unclear, however long requests may take. */
const longest = 5 * 60_000;
/** Milliseconds after which nobody can be sending a payment any more that was begun then. */
const surelyOver = longest + 60_000;

export interface PaymentsParts {
  readonly door: Door;
  /** The host of the API, for sentences. */
  readonly host: string;
  readonly store: PaymentStore;
  readonly clock: Clock;
  /** The payment under way has come to something else. */
  readonly onChange?: (payment: Payment) => void;
}

/**
 * Payments from one account. Each is written down before it is sent, is sent once, and locks the account for every window
 * of this machine until its outcome is known or somebody says that they have checked it. Only one window can make the
 * record that follows a closed one, so two never pay at once.
 */
export class Payments {
  readonly #parts: PaymentsParts;
  #sending = false;

  constructor(parts: PaymentsParts) {
    this.#parts = parts;
  }

  get sending(): boolean {
    return this.#sending;
  }

  /** The last payment from this account on this machine. */
  async newest(): Promise<Payment | undefined> {
    const last = await this.#parts.store.newest();
    return last && paymentIn(last.generation, last.text);
  }

  /**
   * Pays `amount` (a decimal with cents) by operation 37. Resolves with what came of it, `unclear` included. Throws a
   * Failure only while nothing was sent: another payment is open, the balance cannot be read, the disk is full.
   */
  async pay(amount: string): Promise<Payment> {
    if (this.#sending) throw locked();
    this.#sending = true;
    try {
      const last = await this.newest();
      if (last && isOpen(last)) throw locked();
      return await this.#send(await this.#begin(amount, (last?.generation ?? 0) + 1), amount);
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
   * still be sending it.
   */
  async lift(generation: number): Promise<Payment | undefined> {
    const payment = await this.newest();
    if (payment?.generation !== generation || !isOpen(payment)) return payment;
    const over = (payment.at ?? 0) + surelyOver;
    if (this.#sending || (payment.phase === 'begun' && this.#parts.clock.now() < over))
      throw perhapsOnItsWay();
    const lifted: Payment = { ...payment, phase: 'lifted' };
    await this.#parts.store.replace(generation, paymentText(lifted));
    this.#parts.onChange?.(lifted);
    return lifted;
  }

  /** Writes the payment down. Nothing is sent that nobody could look for afterwards, so the balance is read first. */
  async #begin(amount: string, generation: number): Promise<Payment> {
    const { door, store, clock } = this.#parts;
    const before = await readBalance(door, clock.now());
    const payment: Payment = { generation, phase: 'begun', amount, at: clock.now(), before };
    if (!(await store.make(generation, paymentText(payment)))) throw locked();
    const written = await this.newest();
    // Somebody lifted it already, or the disk does not keep what it is given.
    if (written?.generation !== generation || written.phase !== 'begun' || written.amount !== amount)
      throw locked();
    this.#parts.onChange?.(payment);
    return payment;
  }

  async #send(payment: Payment, amount: string): Promise<Payment> {
    const { door, clock, host } = this.#parts;
    const stop = new AbortController();
    const silence = clock.alarm(longest, () => stop.abort());
    let receipt: Receipt;
    try {
      receipt = await charge(door, amount, stop.signal);
    } catch (thrown) {
      return await this.#failed(payment, failureFrom(thrown, { host, writeSent: true }));
    } finally {
      silence();
    }
    return this.#become({ ...payment, phase: 'paid', receipt });
  }

  async #failed(payment: Payment, failure: Failure): Promise<Payment> {
    const { sentence, requestId, faults, effect } = failure;
    const told = { sentence, ...(requestId !== undefined && { requestId }) };
    if (effect === 'no') return this.#become({ ...payment, ...told, phase: 'refused', faults });
    const unclear = await this.#become({ ...payment, ...told, phase: 'unclear' });
    return this.look(payment.generation).then(
      (looked) => looked ?? unclear,
      () => unclear,
    );
  }

  /** What cannot be written stays as it was on disk: locked until somebody has checked, which is the safe side. */
  async #become(payment: Payment): Promise<Payment> {
    const { store, onChange } = this.#parts;
    await store.replace(payment.generation, paymentText(payment)).catch(() => undefined);
    onChange?.(payment);
    return payment;
  }
}

function locked(): Failure {
  return new Failure({
    kind: 'misuse',
    sentence: t(
      'Another payment from this account is under way or its outcome is open, so nothing was sent. Look at it first.',
    ),
    wayOut: 'none',
  });
}

function perhapsOnItsWay(): Failure {
  return new Failure({
    kind: 'misuse',
    sentence: t(
      'A window of VS Code may still be sending this payment. Wait a few minutes, then look again.',
    ),
    wayOut: 'none',
  });
}
