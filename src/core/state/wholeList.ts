import { keyIn } from '../find/family.ts';
import type { NumberIndex } from '../find/numberIndex.ts';
import { NumberList } from '../find/pages.ts';
import type { Door } from '../telnyx/door.ts';
import { Failure } from '../telnyx/failure.ts';
import { doubtsOf } from './doubts.ts';
import type { FamilyList, Intake } from './intake.ts';
import type { Far } from './reading.ts';

export interface WholeListParts extends FamilyList {
  readonly door: Door;
  readonly index: NumberIndex;
  readonly intake: Intake;
}

/** The numbers of one family, read whole into an index. What is there is not read twice, also after a stop. */
export class WholeList {
  readonly #parts: WholeListParts;
  #list: NumberList;
  #warnings: readonly string[] = [];
  #complete = false;

  constructor(parts: WholeListParts) {
    this.#parts = parts;
    this.#list = new NumberList(parts.door, parts.pages);
  }

  /** What may be missing all the same, as sentences. */
  get warnings(): readonly string[] {
    return this.#warnings;
  }

  /** Whether it is still to be read. */
  get lacks(): boolean {
    return !this.#complete;
  }

  /** All is to be read again. */
  forget(): void {
    this.#complete = false;
    this.#list = new NumberList(this.#parts.door, this.#parts.pages);
  }

  /**
   * Reads what is lacking. What came before a stop or a failure stays.
   *
   * @throws Failure
   */
  async read(signal: AbortSignal, onFar: (far: Far) => void): Promise<void> {
    if (this.#complete) return;
    const { collection, intake } = this.#parts;
    await collection.load();
    if (signal.aborted) return;
    const { state, listing } = collection;
    if (state.phase === 'failed' && state.rows.length === 0) throw state.failure;
    intake.take('all');
    const { shown, total } = listing.count;
    onFar({ searched: shown, ...(total !== undefined && { total }) });
    this.#warnings = listing.warnings;
    // What the view has loaded whole need not be read twice.
    if (state.phase === 'ready' && listing.rest === 'end') this.#takeWhole(listing.rows);
    else await this.#readAll(signal, onFar);
    this.#complete = !signal.aborted;
  }

  /**
   * Reads one number again; one that is gone leaves the index.
   *
   * @throws Failure
   */
  async reread(id: string, signal: AbortSignal): Promise<void> {
    const { door, index, pages, collection } = this.#parts;
    try {
      const number = pages.decode(await collection.kind.fetch?.(door, id, signal));
      if (number?.id === id) index.put(number);
    } catch (thrown) {
      if (!(thrown instanceof Failure) || thrown.kind !== 'not-found') throw thrown;
      index.remove(this.#key(id));
    }
  }

  #key(id: string): string {
    return keyIn(this.#parts.pages.family, id);
  }

  #takeWhole(rows: readonly { readonly id: string }[]): void {
    const keys = rows.map(({ id }) => this.#key(id));
    this.#keepOnly(new Set(keys));
    for (const [place, key] of keys.entries()) this.#parts.index.setPlace(key, place);
  }

  async #readAll(signal: AbortSignal, onFar: (far: Far) => void): Promise<void> {
    const { index, door, pages } = this.#parts;
    const listed = await this.#list.read(signal, (numbers, place, { count }) => {
      for (const [at, number] of numbers.entries()) index.put(number, place + at);
      onFar({ searched: place + numbers.length, total: count });
    });
    if (signal.aborted) return;
    this.#list = new NumberList(door, pages);
    const complete = listed.ending === 'complete';
    if (complete) this.#keepOnly(new Set(listed.rows.flatMap((row) => row?.key ?? [])));
    this.#warnings = [...listed.warnings, ...doubtsOf(listed.unidentified, complete)];
  }

  #keepOnly(keys: ReadonlySet<string>): void {
    const { index, pages } = this.#parts;
    if (index.countOf(pages.family) === keys.size) return;
    const own = (row: number) => index.isMobile(row) === (pages.family === 'mobile');
    for (let row = 0; row < index.rows; row++)
      if (index.isThere(row) && own(row) && !keys.has(index.key(row))) index.remove(index.key(row));
  }
}
