import { jobsAmong } from '../plan/jobs.ts';
import { numbersIn } from '../plan/jobTally.ts';
import type { ResourceKind } from '../resources/kind.ts';
import { collectionOf, type Collection } from './collection.ts';
import { Emitter, type Disposable, type Event } from './emitter.ts';
import { narrowingOf } from './narrowing.ts';
import type { Session } from './session.ts';

const none: ReadonlyMap<string, string> = new Map();

/** Numbers that jobs are still to come to, as the jobs were last loaded. Asks for nothing. */
export class BusyNumbers implements Disposable {
  readonly #session: Session;
  readonly #kind: ResourceKind | undefined;
  readonly #changed = new Emitter<undefined>();
  readonly #narrowing: Disposable;
  #listening: readonly Disposable[] = [];
  #jobs = none;

  /** Other numbers are busy, or were; not heard while there are none. */
  readonly onDidChange: Event<undefined> = this.#changed.event;

  constructor(session: Session) {
    this.#session = session;
    this.#kind = session.kinds.find(({ name }) => name === 'job');
    this.#narrowing = narrowingOf(session).onDidChange((name) => {
      if (name === this.#kind?.name) this.#follow();
    });
    this.#follow();
  }

  /** The id of the job that a number waits for, by its id or +E.164. */
  jobOf(name: string): string | undefined {
    return this.#jobs.get(name);
  }

  dispose(): void {
    this.#narrowing.dispose();
    for (const one of this.#listening) one.dispose();
    this.#changed.dispose();
  }

  /** The whole list, and the part of it that stands in the view instead. */
  get #lists(): readonly Collection[] {
    if (!this.#kind) return [];
    const shown = new Set([this.#kind, narrowingOf(this.#session).kindOf(this.#kind)]);
    return [...shown].map((kind) => collectionOf(this.#session, kind));
  }

  #follow(): void {
    for (const one of this.#listening) one.dispose();
    this.#listening = this.#lists.map((list) => list.onDidChange(() => this.#renew()));
    this.#renew();
  }

  #renew(): void {
    const before = this.#jobs;
    this.#jobs = this.#read();
    if (before.size > 0 || this.#jobs.size > 0) this.#changed.fire(undefined);
  }

  /** Of a job that both lists hold, what stands in the view was read later. */
  #read(): ReadonlyMap<string, string> {
    const rows = this.#lists.flatMap(({ listing }) => listing.rows);
    // The finished ones of a long history need no second look at their numbers.
    const newest = new Map(rows.map((row) => [row.id, row]));
    const running = [...newest.values()].filter(({ unfinished }) => unfinished);
    return running.length === 0 ? none : numbersIn(jobsAmong(running.map(({ raw }) => raw)));
  }
}

const make = (session: Session) => new BusyNumbers(session);

export const busyNumbersOf = (session: Session): BusyNumbers => session.keep(make);
