import { t } from '@vscode/l10n';
import { isOpen, readBalance, type BalanceReading, type Payment } from '../core/billing/payment.ts';
import type { Payments } from '../core/billing/payments.ts';
import { readTypedPayment } from '../core/billing/typedAmount.ts';
import { refreshList } from '../core/state/collection.ts';
import { Emitter, type Disposable, type Event } from '../core/state/emitter.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { Failure } from '../core/telnyx/failure.ts';

export interface TopUpViewParts {
  readonly account: CurrentAccount;
  readonly profile: { readonly id: string; readonly name: string };
  /** Payments of the account, as all windows of this machine know them. */
  readonly payments: (session: Session) => Payments;
  /** What was typed before the window was loaded again. */
  readonly amount?: string;
  /** As VS Code names it, e.g. `zh-cn`. */
  readonly language: string;
}

/**
 * The page for topping up (operation 37). An amount is paid only as it stands there twice, and only once for each turn:
 * what is pressed again while or after it is paid belongs to a turn that is over.
 */
export class TopUpView implements Disposable {
  readonly parts: TopUpViewParts;
  readonly typed = { amount: '', again: '' };
  readonly #changed = new Emitter<void>();
  readonly #following: Disposable;
  #session: Session | undefined;
  #payments: Payments | undefined;
  #balance: BalanceReading | undefined;
  #failure: Failure | undefined;
  #payment: Payment | undefined;
  #notice: string | undefined;
  #busy: 'no' | 'looking' | 'paying' = 'no';
  #turn = 1;
  #heard = 0;

  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(parts: TopUpViewParts) {
    this.parts = parts;
    this.typed.amount = parts.amount ?? '';
    this.#following = parts.account.onDidChange(() => this.#follow());
    this.#follow();
  }

  /** The session of its account while that is open. */
  get session(): Session | undefined {
    return this.#session;
  }

  get balance(): BalanceReading | undefined {
    return this.#balance;
  }

  /** Why the balance, or what was paid before, is not known. */
  get failure(): Failure | undefined {
    return this.#failure;
  }

  get payment(): Payment | undefined {
    return this.#payment;
  }

  get notice(): string | undefined {
    return this.#notice;
  }

  get busy(): 'no' | 'looking' | 'paying' {
    return this.#busy;
  }

  get turn(): number {
    return this.#turn;
  }

  get heard(): number {
    return this.#heard;
  }

  /** The amount that stands there twice; undefined while nothing may be paid. */
  get ready(): string | undefined {
    if (!this.#session || this.#session.profile.readOnly || this.#busy !== 'no') return undefined;
    if (this.#failure || !this.#balance || (this.#payment && isOpen(this.#payment))) return undefined;
    const [amount, again] = [readTypedPayment(this.typed.amount), readTypedPayment(this.typed.again)];
    return amount.ok && again.ok && amount.text === again.text ? amount.text : undefined;
  }

  edit(id: 'amount' | 'again', value: string, seq: number): void {
    this.#heard = Math.max(this.#heard, seq);
    this.typed[id] = value;
    // The complaint was about another amount.
    if (this.#payment?.phase === 'refused') this.#payment = undefined;
    this.#draw();
  }

  /** Pays what stands there, if it is still this turn. Never rejects. */
  async pay(turn: number): Promise<void> {
    const [amount, payments, session] = [this.ready, this.#payments, this.#session];
    if (turn !== this.#turn || amount === undefined || !payments || !session) return;
    this.#turn += 1;
    this.typed.again = '';
    await this.#work('paying', async () => {
      this.#payment = await payments.pay(amount);
      if (this.#payment.phase === 'paid') this.typed.amount = '';
    });
    if (this.#notice !== undefined) await this.#know(session, payments);
    void refreshList(session, 'balance');
    if (this.#payment?.phase === 'paid') await this.look();
  }

  /** Reads the balance, and after an open payment compares it with the one before. Never rejects. */
  async look(): Promise<void> {
    const [session, payments] = [this.#session, this.#payments];
    if (!session || !payments || this.#busy !== 'no') return;
    this.#failure = undefined;
    await this.#know(session, payments);
  }

  /** Somebody has checked what became of the payment. Never rejects. */
  async lift(): Promise<void> {
    const [payments, payment] = [this.#payments, this.#payment];
    if (!payments || !payment || this.#busy !== 'no') return;
    await this.#work('looking', async () => {
      this.#payment = await payments.lift(payment.generation);
    });
  }

  dispose(): void {
    this.#following.dispose();
    this.#changed.dispose();
  }

  /** Reads what is known of the last payment, then the balance. */
  async #know(session: Session, payments: Payments): Promise<void> {
    const notice = this.#notice;
    await this.#work('looking', async () => {
      const known = this.#payment;
      const newest = await payments.newest();
      // What came of the last one is shown for as long as nothing newer is known.
      if (newest && isOpen(newest)) this.#payment = newest;
      else if (known && (isOpen(known) || known.generation !== newest?.generation)) this.#payment = newest;
      const looked = newest && isOpen(newest) ? await payments.look(newest.generation) : undefined;
      if (looked) this.#payment = looked;
      this.#balance = looked?.after ?? (await readBalance(session.door, Date.now()));
    });
    this.#notice ??= notice;
    this.#draw();
  }

  async #work(busy: 'looking' | 'paying', work: () => Promise<void>): Promise<void> {
    const session = this.#session;
    this.#busy = busy;
    this.#notice = undefined;
    this.#draw();
    try {
      await work();
    } catch (thrown) {
      this.#fail(thrown, busy);
    } finally {
      // Another session has begun its own work.
      if (session === this.#session) this.#busy = 'no';
      this.#draw();
    }
  }

  #fail(thrown: unknown, busy: 'looking' | 'paying'): void {
    if (thrown instanceof Failure) {
      if (busy === 'looking' && !this.#balance) this.#failure = thrown;
      else this.#notice = thrown.sentence;
      return;
    }
    // Only the disk is left: nothing is sent that could not be written down.
    this.#notice = t(
      'The record of payments on this machine cannot be read or written, so nothing was sent.',
    );
  }

  #follow(): void {
    const { session } = this.parts.account;
    const ours = session?.profile.id === this.parts.profile.id ? session : undefined;
    if (ours !== this.#session) {
      this.#session = ours;
      this.#payments = ours && this.parts.payments(ours);
      this.#balance = undefined;
      this.#failure = undefined;
      this.#busy = 'no';
      this.#turn += 1;
      void this.look();
    }
    this.#draw();
  }

  #draw(): void {
    this.#changed.fire();
  }
}
