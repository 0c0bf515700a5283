import type { Row } from '../resources/kind.ts';
import { collectionOf, type Collection } from './collection.ts';
import { Emitter, type Disposable, type Event } from './emitter.ts';
import type { Session } from './session.ts';

/** Where loaded numbers of one kind are known. */
export interface LoadedSource {
  readonly kind: string;
  /** Whether the account holds no other numbers of this kind, as far as it told. */
  readonly complete: boolean;
  /** Those with one of these names, which may be ids. */
  find(names: ReadonlySet<string>): Iterable<readonly [phoneNumber: string, row: Row]>;
  readonly onDidChange: Event<unknown>;
}

/** Kinds of things that have a phone number of their own. */
const kinds: ReadonlySet<string> = new Set(['number', 'mobile-number']);

/** What is loaded of the numbers of one account. Asks for nothing: what is not loaded is not known here. */
export class LoadedNumbers implements Disposable {
  readonly #sources: LoadedSource[] = [];
  readonly #listening: Disposable[] = [];
  readonly #changed = new Emitter<undefined>();

  /** More or other numbers are known. */
  readonly onDidChange: Event<undefined> = this.#changed.event;

  constructor(session: Session) {
    for (const kind of session.kinds) {
      if (kinds.has(kind.name)) this.add(listed(collectionOf(session, kind)));
    }
  }

  /** Adds a place where more may be known than in the lists. */
  add(source: LoadedSource): void {
    this.#sources.push(source);
    this.#listening.push(source.onDidChange(() => this.#changed.fire(undefined)));
  }

  /** Whether every number of the account is known, of each kind. */
  get complete(): boolean {
    return [...kinds].every((kind) => this.isComplete(kind));
  }

  /** Whether every number of one kind is known. */
  isComplete(kind: string): boolean {
    return this.#sources.some((one) => one.kind === kind && one.complete);
  }

  /** Those of these numbers (+E.164, or ids) that are known, each once by its +E.164; of one kind where that is named. */
  find(names: ReadonlySet<string>, kind?: string): ReadonlyMap<string, Row> {
    const found = new Map<string, Row>();
    for (const source of this.#sources) {
      if (kind !== undefined && source.kind !== kind) continue;
      for (const [phoneNumber, row] of source.find(names)) {
        if (!found.has(phoneNumber)) found.set(phoneNumber, row);
      }
    }
    return found;
  }

  dispose(): void {
    for (const listener of this.#listening) listener.dispose();
    this.#changed.dispose();
  }
}

function listed(collection: Collection): LoadedSource {
  return {
    kind: collection.kind.name,
    get complete() {
      return collection.state.phase === 'ready' && collection.listing.rest === 'end';
    },
    *find(names) {
      for (const row of collection.listing.rows) {
        const { subject } = row.item;
        if (subject?.type === 'number' && (names.has(subject.phoneNumber) || names.has(row.id))) {
          yield [subject.phoneNumber, row];
        }
      }
    },
    onDidChange: collection.onDidChange,
  };
}

const make = (session: Session) => new LoadedNumbers(session);

export const loadedOf = (session: Session): LoadedNumbers => session.keep(make);
