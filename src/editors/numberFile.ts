import { t } from '@vscode/l10n';
import { applyWish, type Outcome } from '../core/plan/engine.ts';
import { findNumber, readNumber } from '../core/plan/operations.ts';
import { conflictsOf, planNumber, type Change } from '../core/plan/plan.ts';
import {
  readDocument,
  reflectDocument,
  renderDocument,
  type ReadDocument,
} from '../core/settings/document.ts';
import { sameKnown } from '../core/settings/kinds.ts';
import { valuesOfNumber, type NumberRecord } from '../core/settings/record.ts';
import { settingId, type Setting, type Value, type Values } from '../core/settings/setting.ts';
import { settings } from '../core/settings/table.ts';
import type { Door } from '../core/telnyx/door.ts';
import { Failure } from '../core/telnyx/failure.ts';
import type { Draft } from './draft.ts';
import { noticeOf, type Notice } from './results.ts';

/** A complaint of the server about a value that was sent; it stands until the value is another. */
export interface Complaint {
  readonly value: Value | undefined;
  readonly sentences: readonly string[];
}

/** Thrown when saving did not succeed: nothing typed is lost, and the sentence says why. */
export class NotSaved extends Error {
  override readonly name = 'NotSaved';
}

/**
 * What the file system holds for one number: the text as VS Code may read it, and what it stands on. `base` is
 * what the person saw, `live` what the account held when it was last looked at. Every step says in the end what
 * the text now is; `stamp` grows whenever the text becomes another by itself.
 */
export class NumberFile {
  readonly phoneNumber: string;
  #record: NumberRecord;
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

  private constructor(record: NumberRecord, kept: Draft | undefined, unseen = false) {
    this.phoneNumber = record.phoneNumber;
    this.#record = record;
    this.#live = valuesOfNumber(record);
    this.#base = kept?.base ?? this.#live;
    this.#text = kept?.text ?? renderDocument(this.#base);
    this.#shown = unseen && !kept ? {} : undefined;
    this.#draft = kept?.text !== undefined;
    this.#stamp = kept?.stamp ?? Date.now();
  }

  /**
   * Reads the number (operations 5 and 15). `knownId` spares looking for it. What was `kept` is what the person
   * goes on with; when the number cannot be read now, it is served all the same. With `unseen`, an editor shows a
   * changed text: unless it was kept what it was made from, every difference is a conflict. Throws a Failure.
   */
  static async open(
    door: Door,
    phoneNumber: string,
    {
      knownId,
      kept,
      unseen,
    }: { knownId?: string | undefined; kept?: Draft | undefined; unseen?: boolean } = {},
  ): Promise<NumberFile> {
    try {
      return new NumberFile(await lookUp(door, phoneNumber, knownId ?? kept?.id), kept, unseen);
    } catch (thrown) {
      if (kept?.text === undefined || !(thrown instanceof Failure)) throw thrown;
      const file = new NumberFile({ id: kept.id, phoneNumber, raw: {} }, kept);
      file.#live = kept.base;
      file.#missed(thrown);
      return file;
    }
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
    return settings.some(
      (setting) => !sameKnown(this.#base[settingId(setting)], this.#live[settingId(setting)]),
    );
  }
  /** Why the number is not there any more; absent while it is. */
  get gone(): string | undefined {
    return this.#gone;
  }

  read(text: string): ReadDocument {
    return readDocument(text, this.base);
  }

  /** What the text changes, judged against what the account held when it was last looked at. */
  changes(text: string): readonly Change[] {
    return planNumber(this.#wish(text), this.#live).changes;
  }

  complaints(setting: Setting, value: Value | undefined): readonly string[] {
    const complaint = this.#complaints.get(settingId(setting));
    return complaint && sameKnown(complaint.value, value) ? complaint.sentences : [];
  }

  /** Sends what the text changes. Throws `NotSaved` unless it is done; the text then is what the server kept. */
  async save(door: Door, text: string): Promise<Outcome> {
    const read = this.read(text);
    const [problem, ...more] = read.problems;
    if (problem) {
      const rest = more.length === 0 ? '' : ` ${t('({0} more problems)', more.length)}`;
      const sentence = `${t('Nothing was saved.')} ${problem.sentence}${rest}`;
      this.#notice = { tone: 'error', sentence };
      throw new NotSaved(sentence);
    }
    const outcome = await applyWish(door, this.#wish(text));
    this.#notice = noticeOf(outcome);
    this.#complaints.clear();
    if ('live' in outcome) this.#looked(outcome.live);
    if (outcome.result === 'not-sent') this.#missed(outcome.failure, false);
    if (outcome.result === 'refused') this.#complain(outcome, read.values);
    if (outcome.result !== 'saved' && outcome.result !== 'nothing') throw new NotSaved(this.#notice.sentence);
    this.#settle(text);
    return outcome;
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
      this.#looked(await lookUp(door, this.phoneNumber, this.id));
    } catch (thrown) {
      if (thrown instanceof Failure) this.#missed(thrown);
      throw thrown;
    }
    if (!editing() && !this.#draft) this.#settle(this.#text);
  }

  /** Settles a conflict: what the account holds now is what the person saw. */
  accept(setting: Setting): void {
    const id = settingId(setting);
    const rest = Object.entries(this.base).filter(([other]) => other !== id);
    const live = this.#live[id];
    const base = Object.fromEntries(live === undefined ? rest : [...rest, [id, live]]);
    if (this.#shown) this.#shown = base;
    else this.#base = base;
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
    return conflictsOf(planNumber(this.#wish(text), this.#live));
  }

  #wish(text: string) {
    const number = { id: this.id, phoneNumber: this.phoneNumber };
    return { number, base: this.base, mine: this.read(text).values };
  }

  #looked(record: NumberRecord): void {
    this.#record = record;
    this.#live = valuesOfNumber(record);
    this.#gone = undefined;
  }

  #missed(failure: Failure, note = true): void {
    if (failure.kind === 'not-found') {
      this.#gone = t('{0} is not in this account any more. What you typed stays here.', this.phoneNumber);
    }
    if (note) this.#notice = { tone: 'error', sentence: failure.sentence };
  }

  #complain(outcome: Extract<Outcome, { result: 'refused' }>, values: Values): void {
    for (const setting of settings) {
      const id = settingId(setting);
      const sentences = outcome.faults.fields[id];
      if (sentences) this.#complaints.set(id, { value: values[id], sentences });
    }
  }

  /** Nothing is unsent: base and text become what the account holds. */
  #settle(text: string): void {
    const shown = { ...this.base, ...this.read(text).values };
    this.#base = this.#live;
    this.#draft = false;
    const next = reflectDocument(text, this.#base);
    this.#shown = next === text ? undefined : shown;
    if (next !== this.#text) {
      this.#text = next;
      this.#stamp += 1;
    }
  }
}

/** By id where it is known and still there, else by number: a number that was sold and bought again has a new id. */
async function lookUp(door: Door, phoneNumber: string, id: string | undefined): Promise<NumberRecord> {
  if (id !== undefined) {
    try {
      const record = await readNumber(door, id);
      if (record.phoneNumber === phoneNumber) return record;
    } catch (thrown) {
      if (!(thrown instanceof Failure) || thrown.kind !== 'not-found') throw thrown;
    }
  }
  const found = await findNumber(door, phoneNumber);
  if (found) return readNumber(door, found.id);
  throw new Failure({
    kind: 'not-found',
    sentence: t('This account has no number {0}.', phoneNumber),
    wayOut: 'check-account',
  });
}
