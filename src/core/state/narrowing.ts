import type { ResourceKind, Sift } from '../resources/kind.ts';
import { Emitter, type Disposable, type Event } from './emitter.ts';
import type { Session } from './session.ts';

/** A kind of which the server is asked for some rows only. */
export interface Narrowed {
  readonly kind: ResourceKind;
  /** What is asked for, in words. */
  readonly line: string;
  /** Which of the rows loaded are shown; absent where all are. */
  readonly sift?: Sift;
}

/** Kinds that stand in a view narrowed, in place of the whole list. */
export class Narrowing implements Disposable {
  readonly #session: Session;
  readonly #changed = new Emitter<string>();
  readonly #narrowed = new Map<string, Narrowed>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** The kind of this name stands in its view otherwise than before. */
  readonly onDidChange: Event<string> = this.#changed.event;

  of({ name }: ResourceKind): Narrowed | undefined {
    return this.#narrowed.get(name);
  }

  /** The kind as it stands in its view. */
  kindOf(kind: ResourceKind): ResourceKind {
    return this.of(kind)?.kind ?? kind;
  }

  /** Narrows the kind of this name; without `narrowed`, all of it is shown again. Rows of the narrowing before are let go. */
  set(name: string, narrowed: Narrowed | undefined): void {
    const before = this.#narrowed.get(name)?.kind;
    if (narrowed) this.#narrowed.set(name, narrowed);
    else this.#narrowed.delete(name);
    this.#changed.fire(name);
    if (before && before !== narrowed?.kind && !this.#session.kinds.includes(before))
      this.#session.drop(before);
  }

  dispose(): void {
    this.#narrowed.clear();
    this.#changed.dispose();
  }
}

const make = (session: Session) => new Narrowing(session);

export const narrowingOf = (session: Session): Narrowing => session.keep(make);
