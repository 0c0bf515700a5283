import { allTaken, applyWish, type ApplyOptions, type Outcome } from '../core/plan/engine.ts';
import { conflictsOf, planNumber, type Change } from '../core/plan/plan.ts';
import { reflectDocument, renderDocument } from '../core/settings/document.ts';
import { readDocument, type ReadDocument } from '../core/settings/readDocument.ts';
import { sameKnown } from '../core/settings/kinds.ts';
import { settingId, type Setting, type Table, type Value, type Values } from '../core/settings/setting.ts';
import type { Door } from '../core/telnyx/door.ts';
import { Failure } from '../core/telnyx/failure.ts';
import type { Draft } from './draft.ts';
import { families, type Family } from './family.ts';
import { Footing } from './footing.ts';
import { Known } from './known.ts';
import { lookUp, type Found } from './lookUp.ts';
import type { Notice } from './results.ts';
import { Told } from './told.ts';
import { Turns } from './turns.ts';

interface Opening {
  readonly family?: Family;
  /** Spares looking for the number. */
  readonly knownId?: string | undefined;
  /** What the person goes on with. When the number cannot be read now, it is served all the same. */
  readonly kept?: Draft | undefined;
  /** An editor shows a changed text: unless it was kept what that was made from, every difference is a conflict. */
  readonly edited?: boolean;
}

/**
 * What the file system holds for one number: the text as VS Code may read it, and what it stands on. `base` is
 * what the person saw, `live` what the account held when it was last looked at. Every step says in the end what
 * the text now is; `stamp` grows whenever the text becomes another by itself.
 */
export class NumberFile {
  readonly known: Known;
  readonly #family: Family;
  readonly #footing: Footing;
  readonly #told = new Told();
  readonly #turns = new Turns();
  #text: string;
  #draft: boolean;
  #stamp: number;

  private constructor(family: Family, found: Found, { kept, edited = false }: Opening) {
    this.#family = family;
    this.known = new Known(family.table, found);
    const base = kept?.base ?? this.known.values;
    this.#footing = new Footing(base, edited && !kept ? {} : undefined, kept?.unseen);
    this.#text = kept?.text ?? renderDocument(base, family.table);
    this.#draft = kept?.text !== undefined;
    this.#stamp = kept?.stamp ?? Date.now();
  }

  /**
   * Reads the number: finds it (operation 5), then reads all it consists of side by side (15, 20, 22). Throws a
   * Failure.
   */
  static async open(door: Door, phoneNumber: string, opening: Opening = {}): Promise<NumberFile> {
    const { family = families.numbers, knownId, kept } = opening;
    try {
      const found = await lookUp(family, door, phoneNumber, knownId ?? kept?.id);
      return new NumberFile(family, found, opening);
    } catch (thrown) {
      if (!kept || !(thrown instanceof Failure)) throw thrown;
      const record = { id: kept.id, phoneNumber, raw: {} };
      const file = new NumberFile(family, { record, looked: { records: {}, missed: {} } }, opening);
      file.known.assume(kept.base);
      file.#missed(thrown);
      return file;
    }
  }

  get table(): Table {
    return this.#family.table;
  }
  get phoneNumber(): string {
    return this.known.number.phoneNumber;
  }
  get id(): string {
    return this.known.number.id;
  }
  get status(): string | undefined {
    return this.known.number.status;
  }
  get base(): Values {
    return this.#footing.seen;
  }
  get live(): Values {
    return this.known.values;
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
    return this.#told.notice;
  }
  /** What has to be kept over a reload. The text of a document with unsaved changes VS Code keeps itself. */
  get standing(): Draft {
    const { unseen } = this.#footing;
    return {
      id: this.id,
      base: this.base,
      stamp: this.#stamp,
      ...(this.#draft && { text: this.#text }),
      ...(Object.keys(unseen).length > 0 && { unseen }),
    };
  }
  /** Whether the account held something else when it was last looked at. */
  get outdated(): boolean {
    const { base } = this.#footing;
    return this.table.settings.some(
      (setting) => !sameKnown(base[settingId(setting)], this.live[settingId(setting)]),
    );
  }

  read(text: string): ReadDocument {
    // What the account holds is accepted also where nobody knows what the person saw.
    const held = { ...this.live, ...this.base };
    return readDocument(text, held, { table: this.table, offers: this.known.offers });
  }

  /** What the account holds, as a text like the given one. */
  liveText(text: string): string {
    return reflectDocument(text, this.live, this.table);
  }

  /** What the text changes, judged against what the account held when it was last looked at. */
  changes(text: string): readonly Change[] {
    return planNumber(this.#wish(text), this.live, this.table).changes;
  }

  conflicts(text: string): readonly Change[] {
    return conflictsOf(planNumber(this.#wish(text), this.live, this.table));
  }

  complaints(setting: Setting, value: Value | undefined): readonly string[] {
    return this.#told.complaints(setting, value);
  }

  /**
   * Sends what the text changes. Throws `NotSaved` unless all of it is done; then the text is what the server kept.
   * What was saved of several parts stays saved, and only the rest is changed any more.
   */
  save(door: Door, text: string, options: ApplyOptions = {}): Promise<Outcome> {
    return this.#turns.write(() => this.#save(door, text, options));
  }

  async #save(door: Door, text: string, options: ApplyOptions): Promise<Outcome> {
    const read = this.read(text);
    this.#told.check(read, this.table);
    const outcome = await applyWish(door, this.#wish(text), { ...options, table: this.table });
    if ('records' in outcome) this.known.learn({ records: outcome.records, missed: {} });
    if (outcome.result === 'not-sent') this.known.missed(outcome.failure);
    this.#told.save(outcome, read.values, this.live, this.table);
    if (allTaken(outcome)) {
      this.#settle(text);
      return outcome;
    }
    if (outcome.result === 'sent') for (const step of outcome.steps) this.#footing.account(step, this.live);
    // The text that a revert would read; its stamp stays, or VS Code would call the file newer than the editor.
    if (!this.#draft) this.#text = reflectDocument(this.#text, this.#footing.base, this.table);
    throw this.#told.refusal(outcome, this.live, this.table);
  }

  /** Takes what automatic saving writes: kept, not sent. */
  keep(text: string): Draft | undefined {
    const read = this.read(text);
    this.#text = text;
    this.#stamp += 1;
    this.#footing.adopt();
    this.#draft = read.problems.length > 0 || this.changes(text).length > 0;
    return this.#draft ? this.standing : undefined;
  }

  /** Forgets what was not sent: the text is what the account holds. */
  discard(): void {
    this.#told.forget();
    this.#settle(this.#text);
  }

  /** The document is back at the file's text: what was said of the text that was given up is no news any more. */
  reverted(): void {
    if (!this.#draft) this.#told.forget();
  }

  /**
   * Looks at the number again, and once more when it was saved meanwhile. While nothing is unsent (nobody is `editing`
   * when the answer is there) the text follows the account; else it stays and what differs is a conflict. Throws a
   * Failure.
   */
  async refresh(door: Door, editing: () => boolean): Promise<void> {
    try {
      await this.#turns.look(async () => {
        const found = await lookUp(this.#family, door, this.phoneNumber, this.id);
        return () => {
          this.known.found(found);
          this.#told.found();
          if (!editing()) this.follow();
        };
      });
    } catch (thrown) {
      if (thrown instanceof Failure) this.#missed(thrown);
      throw thrown;
    }
  }

  /** Nobody edits: the text becomes what the account held when it was last looked at. False where a draft is kept. */
  follow(): boolean {
    if (!this.#draft) this.#settle(this.#text);
    return !this.#draft;
  }

  /** Settles a conflict: what the account holds now is what the person saw. */
  accept(setting: Setting): void {
    this.#footing.accept(setting, this.live);
  }

  /** An editor without unsaved changes shows this text. */
  taken(text: string): void {
    if (text === this.#text) this.#footing.taken();
  }

  /** The text is to be read again, though it is the same: an editor shows what was typed. */
  touch(): void {
    this.#stamp += 1;
  }

  #wish(text: string) {
    const number = { id: this.id, phoneNumber: this.phoneNumber };
    return { number, base: this.base, mine: this.#footing.unsent(this.read(text).values) };
  }

  #missed(failure: Failure): void {
    this.known.missed(failure);
    this.#told.missed(failure);
  }

  /** Nothing is unsent: base and text become what the account holds. */
  #settle(text: string): void {
    const shown = { ...this.base, ...this.read(text).values };
    const next = reflectDocument(text, this.live, this.table);
    this.#footing.settle(this.live, next === text ? undefined : shown);
    this.#draft = false;
    if (next !== this.#text) {
      this.#text = next;
      this.#stamp += 1;
    }
  }
}
