import { sources, type Choice, type ChoiceSource } from '../resources/choices.ts';
import type { Door } from '../telnyx/door.ts';
import { Failure } from '../telnyx/failure.ts';
import { Emitter, type Disposable, type Event } from './emitter.ts';

/** Choices of one source, as far as they are known. */
export type ChoiceState =
  | { readonly phase: 'loading' }
  | {
      readonly phase: 'ready';
      readonly choices: readonly Choice[];
      readonly names: ReadonlyMap<string, string>;
    }
  | { readonly phase: 'failed'; readonly failure: Failure };

/** Milliseconds after which a list is loaded anew when it is opened. */
const aged = 60_000;
/** Milliseconds after which a list is loaded anew for the sake of an id that it does not have. */
const doubtful = 10_000;

/** The choices of one account: each source is loaded when first asked for, and anew when it may be another by now. */
export class ChoiceLists implements Disposable {
  readonly #door: Door;
  readonly #now: () => number;
  readonly #states = new Map<ChoiceSource, ChoiceState>();
  readonly #loading = new Map<ChoiceSource, Promise<void>>();
  /** When each source was last asked for. */
  readonly #askedAt = new Map<ChoiceSource, number>();
  readonly #outdated = new Set<ChoiceSource>();
  /** Sources loaded anew because they were outdated: until that has ended, what is there is not how it is. */
  readonly #replaced = new Set<ChoiceSource>();
  readonly #closing = new AbortController();
  readonly #changed = new Emitter<ChoiceSource>();

  /** The choices of this source are there now, are others than before, or could not be loaded. */
  readonly onDidChange: Event<ChoiceSource> = this.#changed.event;

  /** `now` in milliseconds. */
  constructor(door: Door, now: () => number = Date.now) {
    this.#door = door;
    this.#now = now;
  }

  /** Undefined until somebody asked for it. While a list is loaded anew, the one before stays. */
  state(source: ChoiceSource): ChoiceState | undefined {
    return this.#states.get(source);
  }

  /**
   * Loads a source unless it is loaded or being loaded; one that failed or is known to be outdated is loaded anew first,
   * one that is merely old is there at once and loaded anew behind. Never rejects: see `state`.
   */
  load(source: ChoiceSource): Promise<void> {
    const isKnownOld = this.#outdated.has(source) || this.#replaced.has(source);
    const isThere = this.#states.get(source)?.phase === 'ready' && !isKnownOld;
    const coming = isThere && !this.#isOlder(source, aged) ? Promise.resolve() : this.#renew(source);
    return isThere ? Promise.resolve() : coming;
  }

  /** As `load`, but waits for a list that is younger than a minute, where it can be had. */
  fresh(source: ChoiceSource): Promise<void> {
    return this.#isOlder(source, aged) ? this.#renew(source) : this.load(source);
  }

  /** Loads anew whatever is known, since somebody wants to see how all is now. */
  async renew(): Promise<void> {
    const known = [...this.#states.keys()];
    for (const source of known) this.#outdated.add(source);
    await Promise.all(known.map((source) => this.#renew(source)));
  }

  /** What is known of this source is not how it is any more: it is loaded anew when it is next asked for. */
  outdate(source: ChoiceSource): void {
    if (this.#states.has(source)) this.#outdated.add(source);
  }

  /** Somebody has an id that the list does not have: it may be newer than the list. */
  doubt(source: ChoiceSource): void {
    if (this.#states.has(source) && this.#isOlder(source, doubtful)) void this.#renew(source);
  }

  /** The name of a choice when it is known. */
  name(source: ChoiceSource, id: string): string | undefined {
    const state = this.#states.get(source);
    return state?.phase === 'ready' ? state.names.get(id) : undefined;
  }

  dispose(): void {
    this.#closing.abort();
    this.#changed.dispose();
  }

  #isOlder(source: ChoiceSource, age: number): boolean {
    return this.#now() - (this.#askedAt.get(source) ?? -Infinity) > age;
  }

  /** What is on its way already is good enough, unless it was asked for before the list became outdated. */
  #renew(source: ChoiceSource): Promise<void> {
    const running = this.#loading.get(source);
    if (running && !this.#outdated.has(source)) return running;
    if (this.#outdated.delete(source)) this.#replaced.add(source);
    this.#askedAt.set(source, this.#now());
    const work = (running ?? Promise.resolve()).then(() => this.#fetch(source));
    const next = work.finally(() => {
      if (this.#loading.get(source) !== next) return;
      this.#loading.delete(source);
      this.#replaced.delete(source);
    });
    this.#loading.set(source, next);
    if (this.#states.get(source)?.phase !== 'ready') this.#states.set(source, { phase: 'loading' });
    return next;
  }

  async #fetch(source: ChoiceSource): Promise<void> {
    const state = await this.#read(source);
    const before = this.#states.get(source);
    // An old list says more than none.
    if (before?.phase === 'ready' && (state.phase !== 'ready' || alike(before.choices, state.choices)))
      return;
    this.#states.set(source, state);
    this.#changed.fire(source);
  }

  async #read(source: ChoiceSource): Promise<ChoiceState> {
    try {
      const choices = await sources[source].load(this.#door, this.#closing.signal);
      const names = new Map(choices.map((choice) => [choice.id, choice.name]));
      return { phase: 'ready', choices, names };
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      return { phase: 'failed', failure: thrown };
    }
  }
}

function alike(ones: readonly Choice[], others: readonly Choice[]): boolean {
  return (
    ones.length === others.length &&
    ones.every(({ id, name }, at) => others[at]?.id === id && others[at].name === name)
  );
}
