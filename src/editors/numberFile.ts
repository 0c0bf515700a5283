import { t } from '@vscode/l10n';
import {
  allTaken,
  applyWish,
  type ApplyOptions,
  type Outcome,
  type StepResult,
} from '../core/plan/engine.ts';
import { conflictsOf, planNumber, type Change } from '../core/plan/plan.ts';
import type { Looked } from '../core/plan/read.ts';
import {
  readDocument,
  reflectDocument,
  renderDocument,
  type ReadDocument,
} from '../core/settings/document.ts';
import { sameKnown } from '../core/settings/kinds.ts';
import { decodeNumber, offersOf, valuesOf, type NumberRecord, type Offers } from '../core/settings/record.ts';
import {
  settingId,
  type Section,
  type Setting,
  type Table,
  type Value,
  type Values,
} from '../core/settings/setting.ts';
import type { Door } from '../core/telnyx/door.ts';
import { Failure } from '../core/telnyx/failure.ts';
import type { Draft } from './draft.ts';
import { families, type Family } from './family.ts';
import { lookUp, type Found } from './lookUp.ts';
import { noticeOf, type Notice } from './results.ts';

/** A complaint of the server about a value that was sent; it stands until the value is another. */
export interface Complaint {
  readonly value: Value | undefined;
  readonly sentences: readonly string[];
}

/** Thrown when saving did not succeed: nothing typed is lost, and the sentence says why. */
export class NotSaved extends Error {
  override readonly name = 'NotSaved';
  /** True when a part was saved all the same. */
  readonly partly: boolean;

  constructor(sentence: string, partly = false) {
    super(sentence);
    this.partly = partly;
  }
}

/**
 * What the file system holds for one number: the text as VS Code may read it, and what it stands on. `base` is
 * what the person saw, `live` what the account held when it was last looked at. Every step says in the end what
 * the text now is; `stamp` grows whenever the text becomes another by itself.
 */
export class NumberFile {
  readonly phoneNumber: string;
  readonly #family: Family;
  #record: NumberRecord;
  #looked: Looked;
  #base: Values;
  #live: Values;
  #text: string;
  /** What a document says that has not taken `#text` yet; absent once it has. */
  #shown: Values | undefined;
  #draft: boolean;
  #stamp: number;
  #complaints = new Map<string, Complaint>();
  #notice: Notice | undefined;
  #gone: string | undefined;
  /** What was sent and cannot be seen in the account (yet): it is not sent again. */
  readonly #unseen = new Map<string, Value>();

  private constructor(family: Family, { record, looked }: Found, kept: Draft | undefined, unseen = false) {
    this.#family = family;
    this.phoneNumber = record.phoneNumber;
    this.#record = record;
    this.#looked = looked;
    this.#live = valuesOf(looked.records, family.table);
    this.#base = kept?.base ?? this.#live;
    this.#text = kept?.text ?? renderDocument(this.#base, family.table);
    this.#shown = unseen && !kept ? {} : undefined;
    this.#draft = kept?.text !== undefined;
    this.#stamp = kept?.stamp ?? Date.now();
  }

  /**
   * Reads the number: finds it (operation 5), then reads all it consists of side by side (15, 20, 22). `knownId`
   * spares looking for it. What was `kept` is what the person goes on with; when the number cannot be read now, it
   * is served all the same. With `unseen`, an editor shows a changed text: unless it was kept what it was made
   * from, every difference is a conflict. Throws a Failure.
   */
  static async open(
    door: Door,
    phoneNumber: string,
    {
      family = families.numbers,
      knownId,
      kept,
      unseen,
    }: { family?: Family; knownId?: string | undefined; kept?: Draft | undefined; unseen?: boolean } = {},
  ): Promise<NumberFile> {
    try {
      const found = await lookUp(family, door, phoneNumber, knownId ?? kept?.id);
      return new NumberFile(family, found, kept, unseen);
    } catch (thrown) {
      if (kept?.text === undefined || !(thrown instanceof Failure)) throw thrown;
      const record = { id: kept.id, phoneNumber, raw: {} };
      const file = new NumberFile(family, { record, looked: { records: {}, missed: {} } }, kept);
      file.#live = kept.base;
      file.#missed(thrown);
      return file;
    }
  }

  get table(): Table {
    return this.#family.table;
  }
  get id(): string {
    return this.#record.id;
  }
  get status(): string | undefined {
    return this.#record.status;
  }
  /** What the person saw: edits of a text that is about to be replaced are judged by what that text said. */
  get base(): Values {
    return this.#shown ?? this.#base;
  }
  get live(): Values {
    return this.#live;
  }
  /** What a reader of the file gets: the account's values, or the draft. */
  get text(): string {
    return this.#text;
  }
  /** Milliseconds; grows whenever the text becomes another. */
  get stamp(): number {
    return this.#stamp;
  }
  /** True while the text holds what automatic saving kept and nobody sent. */
  get draft(): boolean {
    return this.#draft;
  }
  get notice(): Notice | undefined {
    return this.#notice;
  }
  /** Whether the account held something else when it was last looked at. */
  get outdated(): boolean {
    return this.table.settings.some(
      (setting) => !sameKnown(this.#base[settingId(setting)], this.#live[settingId(setting)]),
    );
  }
  /** Why the number is not there any more; absent while it is. */
  get gone(): string | undefined {
    return this.#gone;
  }

  /** What the record of a section says; undefined while it is not read. */
  record({ record }: Section): Readonly<Record<string, unknown>> | undefined {
    return record && this.#looked.records[record];
  }

  /** Why a section could not be read when it was last looked at. */
  trouble({ record }: Section): Failure | undefined {
    return record && this.#looked.missed[record];
  }

  /** The words this number may have where they depend on the number. */
  get offers(): Offers {
    return offersOf(this.#looked.records, this.table);
  }

  read(text: string): ReadDocument {
    // What the account holds is accepted also where nobody knows what the person saw.
    const held = { ...this.#live, ...this.base };
    return readDocument(text, held, { table: this.table, offers: this.offers });
  }

  /** What the account holds, as a text like the given one. */
  liveText(text: string): string {
    return reflectDocument(text, this.#live, this.table);
  }

  /** What the text changes, judged against what the account held when it was last looked at. */
  changes(text: string): readonly Change[] {
    return planNumber(this.#wish(text), this.#live, this.table).changes;
  }

  complaints(setting: Setting, value: Value | undefined): readonly string[] {
    const complaint = this.#complaints.get(settingId(setting));
    return complaint && sameKnown(complaint.value, value) ? complaint.sentences : [];
  }

  /**
   * Sends what the text changes. Throws `NotSaved` unless all of it is done; then the text is what the server kept.
   * What was saved of several parts stays saved, and only the rest is changed any more.
   */
  async save(door: Door, text: string, options: ApplyOptions = {}): Promise<Outcome> {
    const read = this.read(text);
    const [problem, ...more] = read.problems;
    if (problem) {
      const rest = more.length === 0 ? '' : ` ${t('({0} more problems)', more.length)}`;
      const sentence = `${t('Nothing was saved.')} ${problem.sentence}${rest}`;
      this.#notice = { tone: 'error', sentence };
      throw new NotSaved(sentence);
    }
    const outcome = await applyWish(door, this.#wish(text), { ...options, table: this.table });
    if ('records' in outcome) this.#learn({ records: outcome.records, missed: {} });
    this.#notice = noticeOf(outcome, this.#live);
    this.#complaints.clear();
    if (outcome.result === 'not-sent') this.#missed(outcome.failure, false);
    if (allTaken(outcome)) {
      this.#settle(text);
      return outcome;
    }
    const steps = outcome.result === 'sent' ? outcome.steps : [];
    for (const step of steps) this.#account(step, read.values);
    // The text that a revert would read; its stamp stays, or VS Code would call the file newer than the editor.
    if (!this.#draft) this.#text = reflectDocument(this.#text, this.#base, this.table);
    throw new NotSaved(
      this.#notice.sentence,
      steps.some(({ result }) => result === 'saved' || result === 'underway'),
    );
  }

  /** Takes what automatic saving writes: kept, not sent. */
  keep(text: string): Draft | undefined {
    const read = this.read(text);
    this.#text = text;
    this.#stamp += 1;
    this.#base = this.base;
    this.#shown = undefined;
    this.#draft = read.problems.length > 0 || this.changes(text).length > 0;
    return this.#draft ? { id: this.id, base: this.#base, text, stamp: this.#stamp } : undefined;
  }

  /** Forgets what was not sent: the text is what the account holds. */
  discard(): void {
    this.#notice = undefined;
    this.#complaints.clear();
    this.#settle(this.#text);
  }

  /**
   * Looks at the number again. While nothing is unsent (nobody is `editing` when the answer is there) the text
   * follows the account; else it stays and what differs is a conflict. Throws a Failure.
   */
  async refresh(door: Door, editing: () => boolean): Promise<void> {
    try {
      const { record, looked } = await lookUp(this.#family, door, this.phoneNumber, this.id);
      this.#record = record;
      this.#learn(looked);
    } catch (thrown) {
      if (thrown instanceof Failure) this.#missed(thrown);
      throw thrown;
    }
    if (!editing() && !this.#draft) this.#settle(this.#text);
  }

  /** Settles a conflict: what the account holds now is what the person saw. */
  accept(setting: Setting): void {
    if (this.#shown) this.#shown = this.#asLive(this.#shown, setting);
    else this.#base = this.#asLive(this.#base, setting);
  }

  /** An editor without unsaved changes shows this text. */
  taken(text: string): void {
    if (text === this.#text) this.#shown = undefined;
  }

  /** The text is to be read again, though it is the same: an editor shows what was typed. */
  touch(): void {
    this.#stamp += 1;
  }

  conflicts(text: string): readonly Change[] {
    return conflictsOf(planNumber(this.#wish(text), this.#live, this.table));
  }

  #wish(text: string) {
    const number = { id: this.id, phoneNumber: this.phoneNumber };
    const wishes = Object.entries(this.read(text).values);
    const fresh = wishes.filter(([id, value]) => !sameKnown(this.#unseen.get(id), value));
    return { number, base: this.base, mine: Object.fromEntries(fresh) };
  }

  /** Takes what was read; what could not be read again stays as it was known. */
  #learn({ records, missed }: Looked): void {
    const all = { ...this.#looked.records, ...records };
    const before = Object.entries(this.#looked.missed).filter(([key]) => !Object.hasOwn(records, key));
    this.#looked = { records: all, missed: { ...Object.fromEntries(before), ...missed } };
    const primary = records[this.table.primary];
    if (primary) this.#record = decodeNumber(primary);
    this.#live = valuesOf(all, this.table);
    this.#gone = undefined;
  }

  #missed(failure: Failure, note = true): void {
    if (failure.kind === 'not-found') {
      this.#gone = t('{0} is not in this account any more. What you typed stays here.', this.phoneNumber);
    }
    if (note) this.#notice = { tone: 'error', sentence: failure.sentence };
  }

  /** What one request of several came to, for its fields. */
  #account(step: StepResult, values: Values): void {
    if (step.result === 'refused') {
      for (const [id, sentences] of Object.entries(step.faults.fields))
        this.#complaints.set(id, { value: values[id], sentences });
    }
    if (step.result !== 'saved' && step.result !== 'underway') return;
    for (const { change, became } of step.fields) {
      const id = settingId(change.setting);
      if (
        became !== 'kept' &&
        change.mine !== undefined &&
        (step.result === 'underway' || became === 'untold')
      )
        this.#unseen.set(id, change.mine);
      else {
        this.accept(change.setting);
        // A document that has not taken the text yet: what a revert reads is saved as well.
        this.#base = this.#asLive(this.#base, change.setting);
      }
    }
  }

  /** The values with what the account holds of one setting. */
  #asLive(values: Values, setting: Setting): Values {
    const id = settingId(setting);
    const rest = Object.entries(values).filter(([other]) => other !== id);
    const live = this.#live[id];
    return Object.fromEntries(live === undefined ? rest : [...rest, [id, live]]);
  }

  /** Nothing is unsent: base and text become what the account holds. */
  #settle(text: string): void {
    const shown = { ...this.base, ...this.read(text).values };
    this.#base = this.#live;
    this.#draft = false;
    this.#unseen.clear();
    const next = reflectDocument(text, this.#base, this.table);
    this.#shown = next === text ? undefined : shown;
    if (next !== this.#text) {
      this.#text = next;
      this.#stamp += 1;
    }
  }
}
