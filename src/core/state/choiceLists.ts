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

/** The choices of one account: each source is loaded when first asked for, then kept until the account closes. */
export class ChoiceLists implements Disposable {
  readonly #door: Door;
  readonly #states = new Map<ChoiceSource, ChoiceState>();
  readonly #loading = new Map<ChoiceSource, Promise<void>>();
  readonly #closing = new AbortController();
  readonly #changed = new Emitter<ChoiceSource>();

  /** The choices of this source are there now, or could not be loaded. */
  readonly onDidChange: Event<ChoiceSource> = this.#changed.event;

  constructor(door: Door) {
    this.#door = door;
  }

  /** Undefined until somebody asked for it. */
  state(source: ChoiceSource): ChoiceState | undefined {
    return this.#states.get(source);
  }

  /** Loads a source unless it is loaded or being loaded; a failed one is tried again. Never rejects: see `state`. */
  load(source: ChoiceSource): Promise<void> {
    if (this.#states.get(source)?.phase === 'ready') return Promise.resolve();
    const running = this.#loading.get(source) ?? this.#fetch(source);
    this.#loading.set(source, running);
    return running;
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

  async #fetch(source: ChoiceSource): Promise<void> {
    this.#states.set(source, { phase: 'loading' });
    const state = await this.#read(source).finally(() => this.#loading.delete(source));
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
