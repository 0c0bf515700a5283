import { t } from '@vscode/l10n';
import { wrongRecharge, type Known, type RechargeField } from '../core/billing/recharge.ts';
import type { RechargePage, RechargeRestore } from '../core/protocol/recharge.ts';
import { refreshList } from '../core/state/collection.ts';
import { Emitter, type Disposable, type Event } from '../core/state/emitter.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { Failure } from '../core/telnyx/failure.ts';
import { isRechargeField, type RechargeWish } from './rechargeForm.ts';
import { readRecharge, saveRecharge } from './rechargeSave.ts';

export interface RechargeViewParts {
  readonly account: CurrentAccount;
  readonly profile: { readonly id: string; readonly name: string };
  /** What was typed before the window was loaded again. */
  readonly wishes?: RechargeRestore['wishes'];
}

/** What is known of the settings, or that nobody knows yet. */
export type Held = Known | { readonly phase: 'reading' };

/**
 * The editor of auto recharge (operations 34 and 35). What is typed stays here until somebody saves it; then the settings
 * are read again, and only what changed is sent, once. What somebody else changed meanwhile is shown, never overwritten.
 */
export class RechargeView implements Disposable {
  readonly parts: RechargeViewParts;
  readonly wishes = new Map<RechargeField, RechargeWish>();
  readonly #changed = new Emitter<void>();
  readonly #following: Disposable;
  #session: Session | undefined;
  #held: Held = { phase: 'reading' };
  readonly #refused = new Map<RechargeField, readonly string[]>();
  #notice: RechargePage['notice'];
  #busy = false;
  #heard = 0;

  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(parts: RechargeViewParts) {
    this.parts = parts;
    for (const [field, wish] of Object.entries(parts.wishes ?? {}))
      if (isRechargeField(field)) this.wishes.set(field, wish);
    this.#following = parts.account.onDidChange(() => this.#follow());
    this.#follow();
  }

  /** The session of its account while that is open. */
  get session(): Session | undefined {
    return this.#session;
  }

  get held(): Held {
    return this.#held;
  }

  get notice(): RechargePage['notice'] {
    return this.#notice;
  }

  get busy(): boolean {
    return this.#busy;
  }

  get heard(): number {
    return this.#heard;
  }

  /** Complaints of Telnyx about a field as it was last sent. */
  refusedOf(field: RechargeField): readonly string[] {
    return this.#refused.get(field) ?? [];
  }

  edit(id: string, value: unknown, seq: number): void {
    this.#heard = Math.max(this.#heard, seq);
    const mine = value === null ? '' : value;
    if (isRechargeField(id) && (typeof mine === 'string' || typeof mine === 'boolean')) this.#wish(id, mine);
    this.#draw();
  }

  /** Back to what the account holds. */
  revert(id: string): void {
    if (isRechargeField(id)) this.#forget(id);
    this.#draw();
  }

  /** What somebody else set is known now, and the wish stands. */
  keepMine(id: string): void {
    const wish = isRechargeField(id) ? this.wishes.get(id) : undefined;
    if (wish && isRechargeField(id) && this.#held.phase === 'known') {
      const base = this.#held.live[id];
      this.wishes.set(id, { mine: wish.mine, ...(base !== undefined && { base }) });
    }
    this.#draw();
  }

  /** Reads the settings again; what is typed stays. Never rejects. */
  async reload(): Promise<void> {
    const session = this.#session;
    if (!session || this.#busy) return;
    this.#notice = undefined;
    if (this.#held.phase !== 'known') this.#held = { phase: 'reading' };
    await this.#work(session, () => this.#read(session));
  }

  /** Saves what was changed. Does nothing where something is wrong, or nothing may be written. Never rejects. */
  async save(): Promise<void> {
    const session = this.#session;
    if (!session || session.profile.readOnly || this.#busy || this.#held.phase !== 'known') return;
    if ([...this.wishes].some(([field, { mine }]) => wrongRecharge(field, mine) !== undefined)) return;
    this.#notice = undefined;
    this.#refused.clear();
    await this.#work(session, () => this.#save(session), t('Nothing was sent.'));
  }

  dispose(): void {
    this.#following.dispose();
    this.#changed.dispose();
  }

  async #save(session: Session): Promise<void> {
    const asked = new Map(this.wishes);
    const shown = this.#held.phase === 'known' ? this.#held.live : undefined;
    const { known, notice, refused = [], settled } = await saveRecharge(session.door, asked, shown);
    // What came of it is told whatever is open by then; what the form shows is the next session's to read.
    this.#notice = notice;
    if (session !== this.#session) return;
    this.#held = known;
    for (const [field, sentences] of refused) this.#refused.set(field, sentences);
    for (const field of settled) {
      // What was typed meanwhile is a wish of its own, about what is saved now.
      if (this.wishes.get(field) === asked.get(field)) this.#forget(field);
      else this.keepMine(field);
    }
    void refreshList(session, 'recharge');
  }

  #wish(field: RechargeField, mine: string | boolean): void {
    this.#refused.delete(field);
    const live = this.#held.phase === 'known' ? this.#held.live[field] : undefined;
    const known = this.wishes.get(field);
    const base = known ? known.base : live;
    if (base === mine && live === base) this.wishes.delete(field);
    else this.wishes.set(field, { mine, ...(base !== undefined && { base }) });
  }

  #forget(field: RechargeField): void {
    this.wishes.delete(field);
    this.#refused.delete(field);
  }

  async #read(session: Session): Promise<void> {
    const known = await readRecharge(session.door);
    if (session === this.#session) this.#held = known;
  }

  /** `first` is said before what failed, where what was read before stays in sight. */
  async #work(session: Session, work: () => Promise<unknown>, ...first: readonly string[]): Promise<void> {
    this.#busy = true;
    this.#draw();
    try {
      await work();
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      if (session === this.#session) this.#fail(thrown, first);
    } finally {
      // Another session has begun its own work.
      if (session === this.#session) this.#busy = false;
      this.#draw();
    }
  }

  /** What is known stays in sight; that it could not be read again is told beside it. */
  #fail(failure: Failure, first: readonly string[]): void {
    if (this.#held.phase === 'known')
      this.#notice = { tone: 'error', sentences: [...first, failure.sentence] };
    else this.#held = { phase: 'failed', failure };
  }

  #follow(): void {
    const { session } = this.parts.account;
    const ours = session?.profile.id === this.parts.profile.id ? session : undefined;
    if (ours !== this.#session) {
      this.#session = ours;
      this.#held = { phase: 'reading' };
      this.#busy = false;
      // A piece of work for the session before ends by itself, and says so.
      if (ours) void this.#work(ours, () => this.#read(ours));
    }
    this.#draw();
  }

  #draw(): void {
    this.#changed.fire();
  }
}
