import type { Attempt } from './attempt.ts';
import { endpointOf } from './endpoint.ts';

/** What of a delivery (operations 38 and 39) matters here. */
export interface Tried {
  readonly status?: string | undefined;
  readonly started_at?: string | undefined;
  /** Most recent first. */
  readonly attempts?: readonly Attempt[] | undefined;
}

/** What a try met: an HTTP status where there was an answer, and what Telnyx says went wrong. */
export interface Outcome {
  readonly httpStatus?: number;
  readonly code?: string;
  /** Words of Telnyx that came with the code. */
  readonly words?: string;
  /** Telnyx told of no try at all. */
  readonly untold?: true;
}

/** Failed deliveries that have endpoint, HTTP status and code in common. */
export interface Incident<D extends Tried = Tried> {
  /** The same for the same endpoint, HTTP status and code, whichever deliveries are looked at. */
  readonly key: string;
  /** Scheme, host and path; absent where no try tells its URL. */
  readonly endpoint?: string;
  readonly outcome: Outcome;
  /** In the order given, each once. */
  readonly deliveries: readonly D[];
  /** When the first and the last of them started, in milliseconds since 1970; absent where none tells. */
  readonly first?: number;
  readonly last?: number;
}

/** A delivery that Telnyx gave up. */
export const isFailure = ({ status }: Tried) => status === 'failed';

/** What a try met, to group and to explain it by. */
export function outcomeOf({ httpStatus, errors }: Attempt): Outcome {
  const [error] = errors;
  return {
    ...(httpStatus !== undefined && { httpStatus }),
    ...(error?.code !== undefined && { code: error.code }),
    ...(error?.words !== undefined && { words: error.words }),
  };
}

interface Cause {
  readonly key: string;
  readonly endpoint: string | undefined;
  readonly outcome: Outcome;
}

/** Groups deliveries; keeps what it has worked out of a URL, which thousands of them share. */
class Grouping<D extends Tried> {
  readonly #endpoints = new Map<string, string>();
  readonly #found = new Map<
    string,
    { readonly cause: Cause; readonly deliveries: D[]; first: number; last: number }
  >();

  add(delivery: D): void {
    if (!isFailure(delivery)) return;
    const time = delivery.started_at === undefined ? NaN : Date.parse(delivery.started_at);
    for (const cause of this.causes(delivery)) {
      let group = this.#found.get(cause.key);
      if (!group) {
        group = { cause, deliveries: [], first: Infinity, last: -Infinity };
        this.#found.set(cause.key, group);
      }
      group.deliveries.push(delivery);
      if (time < group.first) group.first = time;
      if (time > group.last) group.last = time;
    }
  }

  /** The newest try at each endpoint: that is why it was given up there. */
  causes({ attempts }: Tried): readonly Cause[] {
    if (!attempts?.length) return [{ key: 'untold', endpoint: undefined, outcome: { untold: true } }];
    const causes: Cause[] = [];
    for (const attempt of attempts) {
      const endpoint = attempt.url === undefined ? undefined : this.#endpointOf(attempt.url);
      if (causes.some((cause) => cause.endpoint === endpoint)) continue;
      const outcome = outcomeOf(attempt);
      causes.push({ key: keyOf(endpoint, outcome), endpoint, outcome });
    }
    return causes;
  }

  result(): readonly Incident<D>[] {
    return [...this.#found.values()]
      .sort((one, other) => other.last - one.last || other.deliveries.length - one.deliveries.length)
      .map(({ cause: { key, endpoint, outcome }, deliveries, first, last }) => ({
        key,
        outcome,
        deliveries,
        ...(endpoint !== undefined && { endpoint }),
        ...(first <= last && { first, last }),
      }));
  }

  #endpointOf(url: string): string {
    let endpoint = this.#endpoints.get(url);
    if (endpoint === undefined) {
      endpoint = endpointOf(url);
      this.#endpoints.set(url, endpoint);
    }
    return endpoint;
  }
}

/** A code says what happened; words alone say it where there is no code. */
function keyOf(endpoint: string | undefined, { httpStatus, code, words }: Outcome): string {
  return `${endpoint ?? ''} ${httpStatus ?? ''} ${code ?? words ?? ''}`;
}

/**
 * What went wrong, newest first. A failed delivery stands in one incident for each endpoint it was tried at, with
 * what the newest try there met; one that was delivered in the end stands in none.
 */
export function incidentsOf<D extends Tried>(deliveries: readonly D[]): readonly Incident<D>[] {
  const grouping = new Grouping<D>();
  for (const delivery of deliveries) grouping.add(delivery);
  return grouping.result();
}

/** The keys of the incidents that a delivery belongs to; none for one that did not fail. */
export function incidentKeys(delivery: Tried): readonly string[] {
  return isFailure(delivery) ? new Grouping().causes(delivery).map(({ key }) => key) : [];
}

/** How a delivery was saved after tries that failed: at another address, or by trying again. */
export function recovery({ status, attempts = [] }: Tried): 'failover' | 'retry' | undefined {
  const [last, ...before] = attempts;
  if (status !== 'delivered' || !last || !before.some((attempt) => attempt.status === 'failed'))
    return undefined;
  const first = before.at(-1);
  if (last.url === undefined || first?.url === undefined) return 'retry';
  return endpointOf(last.url) === endpointOf(first.url) ? 'retry' : 'failover';
}
