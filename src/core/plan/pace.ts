import type { Clock } from '../telnyx/clock.ts';
import type { Ledger } from './ledger.ts';
import type { Way } from './run.ts';

/** How far back the rate looks, in milliseconds. */
const memory = 20_000;
/** Before so many milliseconds a few quick numbers would pass for the rate of all. */
const least = 2_000;
/** After so many milliseconds of silence what is told is told anew: it is slower than it was. */
const silence = 5_000;

/** What is still to come of a run: numbers, and their requests by the way in which they are made. */
export interface Rest {
  readonly numbers: number;
  readonly rows: Readonly<Record<Way, number>>;
}

export function restOf({ counts, steps }: Pick<Ledger, 'counts' | 'steps'>): Rest {
  const rows: Record<Way, number> = { job: 0, order: 0, single: 0 };
  for (const { step, counts: own } of steps) rows[step.way] += own.waiting + own.underway;
  return { numbers: counts.waiting + counts.underway, rows };
}

interface Sight {
  readonly at: number;
  readonly rest: Rest;
}

/**
 * How fast a run goes and how long the rest of it will take. A number with several requests ends with the last of them,
 * so the rate counts numbers and the time left counts requests.
 */
export class Pace {
  readonly #clock: Clock;
  readonly #onSilence: () => void;
  #sights: readonly Sight[] = [];
  #stop: () => void = () => undefined;

  /** `onSilence`: called now and then while nothing ends, until nobody can say how fast it goes any more. */
  constructor(clock: Clock, onSilence: () => void) {
    this.#clock = clock;
    this.#onSilence = onSilence;
  }

  /** Something has ended: so much is left. */
  note(rest: Rest): void {
    this.#sights = [...this.#recent(), { at: this.#clock.now(), rest }];
    this.#listen();
  }

  /** It does not go on now: what was seen says nothing of how fast it will. */
  rest(): void {
    this.#stop();
    this.#sights = [];
  }

  /** Nothing while nobody can say; no time left either while some of the rest goes another way than what was seen. */
  outlook(rest: Rest): { readonly perSecond?: number; readonly secondsLeft?: number } {
    const perSecond = this.#speed(({ numbers }) => numbers, rest);
    const [way, ...others] = (['job', 'order', 'single'] as const).filter((one) => rest.rows[one] > 0);
    const speed = way && others.length === 0 ? this.#speed(({ rows }) => rows[way], rest) : undefined;
    return {
      ...(perSecond !== undefined && { perSecond }),
      ...(way && speed !== undefined && { secondsLeft: Math.round(rest.rows[way] / speed) }),
    };
  }

  /** So many a second, from when it began to move until now. */
  #speed(of: (rest: Rest) => number, rest: Rest): number | undefined {
    const seen = this.#recent();
    const first = seen.find(({ rest: one }, at) => of(seen[at + 1]?.rest ?? rest) < of(one));
    const gone = first ? this.#clock.now() - first.at : 0;
    return first && gone >= least ? ((of(first.rest) - of(rest)) * 1000) / gone : undefined;
  }

  /** A clock that was set back proves nothing. */
  #recent(): readonly Sight[] {
    const now = this.#clock.now();
    return this.#sights.filter(({ at }) => at <= now && now - at <= memory);
  }

  #listen(): void {
    this.#stop();
    this.#stop = this.#clock.alarm(silence, () => {
      this.#onSilence();
      if (this.#recent().length > 0) this.#listen();
    });
  }
}
