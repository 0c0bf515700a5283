import { collectionOf } from './collection.ts';
import { Emitter, type Disposable, type Event } from './emitter.ts';
import type { Session } from './session.ts';

/** Numbers of a kind that were written to from here, or that somebody wants read anew. */
export interface News {
  readonly kind: string;
  /** Absent: all of the kind. */
  readonly ids?: readonly string[];
}

/** Tells everybody who shows numbers of an account which of them are not what they were, whether a list has them or not. */
export class NumberNews implements Disposable {
  readonly #told = new Emitter<News>();
  readonly #listening: readonly Disposable[];

  readonly onDidTell: Event<News> = this.#told.event;

  constructor(session: Session) {
    const kinds = session.kinds.filter(({ place }) => place.view === 'numbers');
    this.#listening = kinds.map((kind) =>
      collectionOf(session, kind).onDidAsk((ids) => this.tell({ kind: kind.name, ...(ids && { ids }) })),
    );
  }

  /** Tells of what no list was asked to read again. */
  tell(news: News): void {
    this.#told.fire(news);
  }

  dispose(): void {
    for (const listener of this.#listening) listener.dispose();
    this.#told.dispose();
  }
}

const make = (session: Session) => new NumberNews(session);

export const numberNewsOf = (session: Session): NumberNews => session.keep(make);
