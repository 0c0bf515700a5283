import type { Disposable } from './emitter.ts';
import type { News } from './numberNews.ts';
import { Polling, systemTimers, type Timers } from './polling.ts';
import { Soon } from './soon.ts';

/** A number that an editor has open. */
export interface OpenNumber {
  /** Tells it from all others, of every account. */
  readonly key: string;
  readonly kind: string;
  /** Absent while it could not be read. */
  readonly id?: string | undefined;
}

export interface FreshnessParts {
  readonly open: () => readonly OpenNumber[];
  /** Those that a person can see. */
  readonly inSight: () => readonly OpenNumber[];
  /** Looks at one again; says whether the account holds something else than before. Must not reject. */
  readonly look: (key: string) => Promise<boolean>;
  /** For what comes soon, and for what comes now and then. */
  readonly timers?: readonly [soon: Timers, slow: Timers];
}

/** Many steps of a plan write to one number: it is read once they come no faster than this, in milliseconds. */
const breath = 300;
/** The pauses between looks at what nobody told anything about, in milliseconds. */
const [first, most] = [60_000, 600_000];

/**
 * Keeps what editors show of numbers as the account has it. Numbers in sight are read when somebody tells that they are
 * not what they were, and now and then while a person is at the window; those out of sight once they come into it.
 */
export class Freshness implements Disposable {
  readonly #parts: FreshnessParts;
  readonly #stale = new Set<string>();
  readonly #soon: Soon;
  readonly #polling: Polling;

  constructor(parts: FreshnessParts) {
    this.#parts = parts;
    const [soon, slow] = parts.timers ?? [systemTimers, systemTimers];
    this.#soon = new Soon(() => void this.#look(({ key }) => this.#stale.has(key)), breath, soon);
    this.#polling = new Polling({
      first: () => first,
      most,
      look: () => this.#look(() => true),
      timers: slow,
    });
  }

  hear({ kind, ids }: News): void {
    const told = ids && new Set(ids);
    for (const one of this.#parts.open()) {
      const isMeant = one.kind === kind && (!told || (one.id !== undefined && told.has(one.id)));
      if (isMeant) this.#stale.add(one.key);
    }
    this.#askSoon();
  }

  /** Other numbers may be in sight than before, or the window has the focus or lost it. */
  follow(hasFocus: boolean): void {
    const open = new Set(this.#parts.open().map(({ key }) => key));
    for (const key of this.#stale) if (!open.has(key)) this.#stale.delete(key);
    this.#polling.want(hasFocus && this.#parts.inSight().length > 0);
    this.#askSoon();
  }

  dispose(): void {
    this.#soon.dispose();
    this.#polling.dispose();
  }

  #askSoon(): void {
    if (this.#parts.inSight().some(({ key }) => this.#stale.has(key))) this.#soon.ask();
  }

  /** Looks at those in sight that are meant; says whether one of them is not what it was. */
  async #look(isMeant: (one: OpenNumber) => boolean): Promise<boolean> {
    const keys = new Set(
      this.#parts
        .inSight()
        .filter(isMeant)
        .map(({ key }) => key),
    );
    for (const key of keys) this.#stale.delete(key);
    const changed = await Promise.all([...keys].map((key) => this.#parts.look(key)));
    return changed.includes(true);
  }
}
