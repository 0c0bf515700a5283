import { tagKey } from '../model/tag.ts';
import { codes, firstCode, unknownCode, Words } from './column.ts';

/** The tags of every row: many numbers share a set of tags, which is kept once and named by a code. */
export class TagColumn {
  /** Every tag there is, whatever its letter case. */
  readonly words = new Words(tagKey);
  /** Every set there is; codes that stand for no text are sets as well. */
  readonly sets = new Words();
  readonly #tagsOf: (readonly number[])[] = [[], [], []];
  readonly #setOf = codes();

  /** The set of every row. */
  get codes(): Uint32Array {
    return this.#setOf.raw;
  }

  /** The tags of a set, by their codes. */
  of(set: number): readonly number[] {
    return this.#tagsOf[set] ?? [];
  }

  /** Undefined where nobody told. */
  texts(row: number): readonly string[] | undefined {
    const set = this.#setOf.get(row);
    return set === unknownCode ? undefined : this.of(set).map((tag) => this.words.text(tag));
  }

  set(row: number, tags: readonly string[] | undefined): void {
    const own = [...new Set(tags?.map((tag) => this.words.code(tag)).filter((code) => code >= firstCode))];
    const set = this.sets.code(tags === undefined ? undefined : own.join(' '));
    this.#tagsOf[set] ??= own;
    this.#setOf.set(row, set);
  }
}
