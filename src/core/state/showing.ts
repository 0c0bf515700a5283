import type { Group } from '../find/found.ts';
import type { Query, Value } from '../find/query.ts';
import type { Row } from '../resources/kind.ts';
import type { Collection } from './collection.ts';
import { Emitter, type Disposable, type Event } from './emitter.ts';
import type { Reading } from './reading.ts';
import type { Session } from './session.ts';

/** A list as views draw it: a collection, or what was found. */
export interface Lines extends Pick<
  Collection,
  'kind' | 'state' | 'listing' | 'row' | 'more' | 'retry' | 'refresh'
> {
  /** The list that one of the rows is of, where rows of several stand together. */
  homeOf?(row: Row): Lines;
}

/** What stands in a view in place of the whole list. */
export interface Shown {
  readonly query: Query;
  readonly reading: Reading;
  /** Absent where nothing is grouped. */
  readonly groups: readonly Group[] | undefined;
  pages(group?: Value): Lines;
  /** How many of how many, and what is asked for. */
  readonly line: string;
  /** How far reading has come: `searched 12,000 of 48,120`. */
  readonly progress: string;
  stop(): void;
  retry(): Promise<void>;
}

/** Whether something stands in place of the list of numbers. Small, so that views need not load what finds. */
export class Showing implements Disposable {
  readonly #changed = new Emitter<undefined>();
  #shown: Shown | undefined;

  /** Something else is shown, or what is shown has changed. */
  readonly onDidChange: Event<undefined> = this.#changed.event;

  get shown(): Shown | undefined {
    return this.#shown;
  }

  show(shown: Shown | undefined): void {
    this.#shown = shown;
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#shown = undefined;
    this.#changed.dispose();
  }
}

const make = () => new Showing();

export const showingOf = (session: Session): Showing => session.keep(make);
