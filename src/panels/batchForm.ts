import { t } from '@vscode/l10n';
import { grouped } from '../core/model/text.ts';
import type { NumberName } from '../core/plan/plan.ts';
import type { Family, PlanReview } from '../core/plan/proposal.ts';
import { survey } from '../core/plan/survey.ts';
import type { BatchRestore, TagWay } from '../core/protocol/batch.ts';
import { sources, type ChoiceSource } from '../core/resources/choices.ts';
import { decodeValue, showValue } from '../core/settings/kinds.ts';
import { mobileTable } from '../core/settings/mobile.ts';
import { settingId, type Setting, type Table, type Value } from '../core/settings/setting.ts';
import { numberTable } from '../core/settings/table.ts';
import type { ChoiceLists } from '../core/state/choiceLists.ts';
import { choicesOf } from '../core/state/choicesOf.ts';
import { Emitter, type Disposable, type Event } from '../core/state/emitter.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { BatchLook, type Looked } from './batchLook.ts';
import { namesOf } from './batchNames.ts';
import { asks, dependsOnTags, titleOf, wishesFor, wrongWish, type BatchWish } from './batchWishes.ts';

/** Up to so many numbers are looked at without being asked: it takes a few requests. */
const lookedAtOnce = 500;

export interface BatchFormParts {
  readonly account: CurrentAccount;
  readonly profile: { readonly id: string; readonly name: string };
  readonly family: Family;
  readonly numbers: readonly NumberName[];
  readonly plans: PlanReview;
  /** What was wished before the window was loaded again. */
  readonly wishes?: BatchRestore['wishes'];
  /** Something secret was typed then, which is gone. */
  readonly secretLost?: boolean;
}

const isSource = (source: string): source is ChoiceSource => Object.hasOwn(sources, source);

/** What is wished for many numbers at once. It sends nothing: it makes a proposal, and the plan shows what that means. */
export class BatchForm implements Disposable {
  readonly parts: BatchFormParts;
  readonly table: Table;
  readonly wishes = new Map<string, BatchWish>();
  readonly searches = new Map<ChoiceSource, string>();
  readonly #changed = new Emitter<undefined>();
  readonly #following: Disposable;
  #session: Session | undefined;
  readonly #look: BatchLook;
  #naming: Disposable | undefined;
  #heard = 0;
  #busy = false;
  #notice: string | undefined;

  readonly onDidChange: Event<undefined> = this.#changed.event;

  constructor(parts: BatchFormParts) {
    this.parts = parts;
    this.table = parts.family === 'mobile' ? mobileTable : numberTable;
    this.#look = new BatchLook(parts.numbers, this.table, () => this.#draw());
    for (const [id, wish] of Object.entries(parts.wishes ?? {})) {
      const value = this.#decoded(id, wish.value);
      if (value !== undefined) this.wishes.set(id, { ...wish, value });
    }
    if (parts.secretLost)
      this.#notice = t('A PIN that was typed is not kept while the window loads again: type it once more.');
    this.#following = parts.account.onDidChange(() => this.#follow());
    this.#follow();
  }

  get title(): string {
    return t('Change settings of {0}', this.countWords);
  }

  /** `12 numbers`. */
  get countWords(): string {
    const { length } = this.parts.numbers;
    return length === 1 ? t('1 number') : t('{0} numbers', grouped(length));
  }

  /** The session of its account while that is open. */
  get session(): Session | undefined {
    return this.#session;
  }

  get looked(): Looked {
    return this.#look.looked;
  }

  get heard(): number {
    return this.#heard;
  }

  get busy(): boolean {
    return this.#busy;
  }

  get notice(): string | undefined {
    return this.#notice;
  }

  get lists(): ChoiceLists | undefined {
    return this.#session && choicesOf(this.#session);
  }

  /** A value in words, by the names that are known. */
  show(setting: Setting, value: Value): string {
    const { type } = setting;
    return showValue(setting, value, (id) =>
      type.kind === 'choice' ? this.lists?.name(type.from, id) : undefined,
    );
  }

  wish(id: string, value: unknown, seq: number): void {
    this.#heard = Math.max(this.#heard, seq);
    const decoded = this.#decoded(id, value);
    const { way } = this.wishes.get(id) ?? {};
    if (decoded !== undefined) this.wishes.set(id, { value: decoded, ...(way && { way }) });
    this.#draw();
  }

  /** What to do with tags; undefined leaves them as they are. */
  turn(id: string, way: TagWay | undefined): void {
    if (way === undefined) this.wishes.delete(id);
    else this.wishes.set(id, { value: this.wishes.get(id)?.value ?? [], way });
    this.#draw();
  }

  leave(id: string): void {
    this.wishes.delete(id);
    this.#draw();
  }

  async search(source: string, query: string): Promise<void> {
    if (!isSource(source)) return;
    this.searches.set(source, query);
    await this.#load(source);
  }

  /** Looks at what the numbers have. Never rejects: see `looked`. */
  async look(): Promise<void> {
    if (!this.#session) return;
    await this.#look.begin(this.#session.door);
    this.#nameValues();
  }

  stop(): void {
    this.#look.stop();
  }

  /** Opens what is wished as a plan. Does nothing while something is wrong. Throws a Failure. */
  async review(): Promise<void> {
    const { session } = this;
    const settings = this.table.settings.filter((setting) => this.wishes.has(settingId(setting)));
    if (!session || this.#busy || settings.some((one) => wrongWish(one, this.wishes.get(settingId(one)))))
      return;
    this.#busy = true;
    this.#notice = undefined;
    this.#draw();
    try {
      await this.#review(session);
    } finally {
      this.#busy = false;
      this.#draw();
    }
  }

  dispose(): void {
    this.#following.dispose();
    this.#naming?.dispose();
    this.stop();
    this.#changed.dispose();
  }

  async #review(session: Session): Promise<void> {
    const asked = new Map([...this.wishes].filter(([, wish]) => asks(wish)));
    if (asked.size === 0) return;
    const { numbers, family, plans } = this.parts;
    const tags = this.table.settings.filter((setting) => {
      const wish = asked.get(settingId(setting));
      return wish !== undefined && dependsOnTags(wish);
    });
    // Read anew: what is added and taken away is worked out from it.
    const needed = { table: { ...this.table, settings: tags }, records: [this.table.primary] };
    const found = tags.length > 0 ? await survey(session.door, numbers, needed) : undefined;
    const { wishes, unknown } = wishesFor(numbers, asked, (id) => found?.get(id)?.live);
    if (unknown.length > 0)
      this.#notice = t(
        'The tags of some numbers could not be read, so these numbers are not in the plan: {0}',
        namesOf(unknown),
      );
    if (wishes.length === 0 || session.closed) return;
    const title = titleOf(asked, this.table, this.countWords, (setting, value) => this.show(setting, value));
    // Said here too: the plan hides this form.
    const remarks = this.#notice === undefined ? [] : [this.#notice];
    await plans.review({ source: 'form', family, title, wishes, deletions: [] }, remarks);
  }

  #follow(): void {
    const { session } = this.parts.account;
    const ours = session?.profile.id === this.parts.profile.id ? session : undefined;
    if (ours !== this.#session) {
      this.#look.forget();
      this.#session = ours;
      this.#naming?.dispose();
      this.#naming = this.lists?.onDidChange(() => this.#draw());
      if (ours && this.parts.numbers.length <= lookedAtOnce) void this.look();
    }
    this.#draw();
  }

  async #load(source: ChoiceSource): Promise<void> {
    const loading = this.lists?.load(source);
    this.#draw();
    await loading;
    this.#draw();
  }

  /** Ids say little: the lists of what the numbers point at are loaded for their names. */
  #nameValues(): void {
    if (this.looked.phase !== 'yes') return;
    for (const { type } of this.table.settings) if (type.kind === 'choice') void this.#load(type.from);
  }

  #decoded(id: string, value: unknown): Value | undefined {
    const setting = this.table.settings.find((one) => settingId(one) === id);
    if (setting?.type.kind === 'switch' && (value === 'true' || value === 'false')) return value === 'true';
    return setting && decodeValue(setting, value);
  }

  #draw(): void {
    this.#changed.fire(undefined);
  }
}
