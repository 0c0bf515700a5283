import type { Ability, Subject } from '../model/item.ts';
import { Emitter, type Disposable, type Event } from './emitter.ts';
import type { Session } from './session.ts';

/** What is known here of a row beside what the account tells of it, such as the plan that a job belongs to. */
export interface Mark {
  /** Stands behind the row's own description. */
  readonly words: string;
  readonly abilities: readonly Ability[];
  readonly subject?: Subject;
}

/** The marks of rows of one kind each, by their ids. */
export class Marks implements Disposable {
  readonly #changed = new Emitter<string>();
  readonly #marks = new Map<string, ReadonlyMap<string, Mark>>();

  /** The marks of the kind of this name are others than before. */
  readonly onDidChange: Event<string> = this.#changed.event;

  of(kind: string, id: string): Mark | undefined {
    return this.#marks.get(kind)?.get(id);
  }

  set(kind: string, marks: ReadonlyMap<string, Mark>): void {
    this.#marks.set(kind, marks);
    this.#changed.fire(kind);
  }

  dispose(): void {
    this.#marks.clear();
    this.#changed.dispose();
  }
}

const make = () => new Marks();

export const marksOf = (session: Session): Marks => session.keep(make);
