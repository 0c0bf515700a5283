import type { Account } from './account.ts';
import type { Answer } from './envelope.ts';
import type { SampleKey } from './options.ts';
import type { Query } from './query.ts';

/** One request as a handler sees it: already routed, authorised and counted. */
export interface Call {
  readonly account: Account;
  readonly key: SampleKey;
  /** The `{id}` of the path, decoded; empty when the path has none. */
  readonly id: string;
  readonly query: Query;
  /** The JSON body, `undefined` when there was none. */
  readonly body: unknown;
  /** Where the account is being served, for links back to it: `https://sample.invalid`. */
  readonly origin: string;
}

export type Handler = (call: Call) => Answer;
