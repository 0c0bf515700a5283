import { draftName, keyOf, type Address } from './address.ts';
import type { Draft, DraftStore } from './draft.ts';
import type { NumberFile } from './numberFile.ts';

/**
 * What of open number documents is kept over a reload: drafts, and what documents with unsaved changes stand on. Nothing
 * is kept of an account that is not there any more.
 */
export class Keeping {
  readonly #drafts: DraftStore;
  readonly #isKnown: (profileId: string) => boolean;
  /** Documents with unsaved changes whose footing is kept. */
  readonly #edited = new Set<string>();
  /** The last step for each document: what is asked later is done later. */
  readonly #last = new Map<string, Promise<void>>();

  constructor(drafts: DraftStore, isKnown: (profileId: string) => boolean) {
    this.#drafts = drafts;
    this.#isKnown = isKnown;
  }

  load(address: Address): Promise<Draft | undefined> {
    return this.#drafts.load(address.profileId, draftName(address));
  }

  /** A document has unsaved changes, or none any more; says whether that is news. */
  async edited(address: Address, file: NumberFile, isDirty: boolean): Promise<boolean> {
    const key = keyOf(address);
    if (isDirty === this.#edited.has(key)) return false;
    if (isDirty) this.#edited.add(key);
    else this.#edited.delete(key);
    if (isDirty) await this.#store(address, file);
    else if (!file.draft) await this.forget(address);
    return true;
  }

  /** The document stands on something else now: of unsaved changes and drafts that is kept. */
  async moved(address: Address, file: NumberFile): Promise<void> {
    if (file.draft || this.#edited.has(keyOf(address))) await this.#store(address, file);
  }

  /** Everything is sent. */
  async sent(address: Address): Promise<void> {
    this.#edited.delete(keyOf(address));
    await this.forget(address);
  }

  /** What a document showed is not shown any more. */
  async closed(address: Address, file: NumberFile | undefined): Promise<void> {
    this.#edited.delete(keyOf(address));
    if (file && !file.draft) await this.forget(address);
  }

  forget(address: Address): Promise<void> {
    return this.#inTurn(address, () => this.#drafts.remove(address.profileId, draftName(address)));
  }

  #store(address: Address, file: NumberFile): Promise<void> {
    const { profileId } = address;
    return this.#inTurn(address, async () => {
      if (this.#isKnown(profileId)) await this.#drafts.store(profileId, draftName(address), file.standing);
    });
  }

  async #inTurn(address: Address, step: () => Promise<void>): Promise<void> {
    const key = keyOf(address);
    const work = (this.#last.get(key) ?? Promise.resolve()).catch(() => undefined).then(step);
    this.#last.set(key, work);
    try {
      await work;
    } finally {
      if (this.#last.get(key) === work) this.#last.delete(key);
    }
  }
}
