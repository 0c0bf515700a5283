import { isLocked, isOpen, readBalance, type BalanceReading, type Payment } from '../core/billing/payment.ts';
import type { PaymentElsewhere } from '../core/billing/paymentElsewhere.ts';
import type { Payments } from '../core/billing/payments.ts';
import { readTypedPayment } from '../core/billing/typedAmount.ts';
import { refreshList } from '../core/state/collection.ts';
import { Emitter, type Disposable, type Event } from '../core/state/emitter.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import type { Failure } from '../core/telnyx/failure.ts';
import { failureOf, shownPayment, type UnsentPayment } from './topUpOutcome.ts';
import { inCurrency } from './topUpWords.ts';

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
  #elsewhere: readonly PaymentElsewhere[] = [];
  readonly #unrelated = new Set<string>();
  #unsent: UnsentPayment | undefined;
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

  /** Open payments that may be from this account, and of which nobody has said that they are not. */
  get elsewhere(): readonly PaymentElsewhere[] {
    return this.#elsewhere.filter(({ id }) => !this.#unrelated.has(id));
  }

  /** The last payment, if it was not sent: kept whatever account is open, until a person does something about it. */
  get unsent(): UnsentPayment | undefined {
    return this.#unsent;
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
    if (this.#failure || !this.#balance || (this.#payment && isLocked(this.#payment))) return undefined;
    if (this.elsewhere.length > 0) return undefined;
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
    this.#unsent = undefined;
    const asked = { session, amount: inCurrency(amount, this.#balance?.currency) };
    let paid: Payment | undefined;
    await this.#work(session, 'paying', async () => {
      try {
        paid = await payments.pay(amount, this.#unrelated);
        this.#came(paid, amount);
      } catch (thrown) {
        this.#unsent = { ...asked, failure: failureOf(thrown) };
      }
    });
    if (session !== this.#session) return;
    void refreshList(session, 'balance');
    if (!paid || paid.phase === 'paid') await this.#know(session, payments);
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
    const [session, payments, payment] = [this.#session, this.#payments, this.#payment];
    if (!session || !payments || !payment || this.#busy !== 'no') return;
    this.#unsent = undefined;
    await this.#work(session, 'looking', async () => {
      const lifted = await payments.lift(payment.generation);
      if (session === this.#session) this.#payment = lifted;
    });
  }

  /** Somebody has checked what became of a payment from another account. Never rejects. */
  async liftElsewhere(id: string): Promise<void> {
    const [session, payments] = [this.#session, this.#payments];
    if (!session || !payments || this.#busy !== 'no') return;
    this.#unsent = undefined;
    await this.#work(session, 'looking', async () => {
      await payments.liftElsewhere(id);
      const elsewhere = await payments.elsewhere();
      if (session === this.#session) this.#elsewhere = elsewhere;
    });
  }

  /** Somebody says that a payment from another account is from another one at Telnyx, too. */
  unrelated(id: string): void {
    this.#unrelated.add(id);
    this.#draw();
  }

  dispose(): void {
    this.#following.dispose();
    this.#changed.dispose();
  }

  /** What came of a payment is told whatever account is open by then: its record is this account's. */
  #came(paid: Payment, amount: string): void {
    if ((this.#payment?.generation ?? 0) <= paid.generation) this.#payment = paid;
    const typed = readTypedPayment(this.typed.amount);
    // What was typed since is another amount.
    if (paid.phase === 'paid' && typed.ok && typed.text === amount) this.typed.amount = '';
  }

  /** Reads what is known of the last payment, then the balance. */
  async #know(session: Session, payments: Payments): Promise<void> {
    const notice = this.#notice;
    await this.#work(session, 'looking', async () => {
      const [newest, elsewhere] = await Promise.all([payments.newest(), payments.elsewhere()]);
      if (session !== this.#session) return;
      this.#elsewhere = elsewhere;
      this.#payment = shownPayment(this.#payment, newest);
      const looked = newest && isOpen(newest) ? await payments.look(newest.generation) : undefined;
      if (session !== this.#session) return;
      if (looked) this.#payment = looked;
      const balance = looked?.after ?? (await readBalance(session.door, Date.now()));
      if (session === this.#session) this.#balance = balance;
    });
    if (session !== this.#session) return;
    this.#notice ??= notice;
    this.#draw();
  }

  /** Work for a session; once another one is open, that one's own work is what the page shows. */
  async #work(session: Session, busy: 'looking' | 'paying', work: () => Promise<void>): Promise<void> {
    if (session !== this.#session) return;
    this.#busy = busy;
    this.#notice = undefined;
    this.#draw();
    try {
      await work();
    } catch (thrown) {
      if (session === this.#session) this.#fail(failureOf(thrown));
    } finally {
      if (session === this.#session) this.#busy = 'no';
      this.#draw();
    }
  }

  #fail(failure: Failure): void {
    if (!this.#balance) this.#failure = failure;
    else this.#notice = failure.sentence;
  }

  #follow(): void {
    const { session } = this.parts.account;
    const ours = session?.profile.id === this.parts.profile.id ? session : undefined;
    if (ours !== this.#session) {
      this.#session = ours;
      this.#payments = ours && this.parts.payments(ours);
      this.#balance = undefined;
      this.#failure = undefined;
      this.#elsewhere = [];
      this.#notice = undefined;
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
