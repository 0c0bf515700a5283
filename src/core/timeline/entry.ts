import type { Tone } from '../model/item.ts';
import type { Disposable } from '../state/emitter.ts';
import type { Failure } from '../telnyx/failure.ts';

/** Where what is known of a number comes from, in the order in which events of one instant stand. */
export const sourceNames = ['audit', 'plan', 'job', 'delivery', 'charge'] as const;
export type SourceName = (typeof sourceNames)[number];

/** The number whose timeline it is. */
export interface About {
  /** +E.164. */
  readonly phoneNumber: string;
  /** Its id in the account, where that is known. */
  readonly id?: string;
}

/** What is shown when an entry is opened. */
export type Opens =
  /** An audit event as the API gave it. */
  | { readonly type: 'audit'; readonly raw: unknown }
  | { readonly type: 'job'; readonly id: string; readonly label: string }
  | { readonly type: 'delivery'; readonly id: string }
  /** The id of a run. */
  | { readonly type: 'plan'; readonly id: string }
  /** Whole days, YYYY-MM-DD; `to` is not included. */
  | { readonly type: 'period'; readonly from: string; readonly to: string };

/** Something that happened to a number. Its texts may be hostile: they come from the account. */
export interface Entry {
  /** Unique in a timeline. */
  readonly key: string;
  readonly source: SourceName;
  /** Milliseconds since 1970; undefined where nobody tells when. */
  readonly at: number | undefined;
  /** It belongs to a day and to no time of it. */
  readonly wholeDay?: true;
  readonly title: string;
  readonly detail: string;
  readonly tone?: Tone;
  readonly opens: Opens;
}

/** One place where things about a number are read, the newest first. */
export interface Source extends Disposable {
  readonly name: SourceName;
  /** What names the number in all that was read. */
  readonly entries: readonly Entry[];
  /**
   * Everything since this time was read, in milliseconds since 1970. `-Infinity`: all there is. `Infinity`: nothing
   * that could be told.
   */
  readonly back: number;
  /** Records looked at, whether they name the number or not. */
  readonly looked: number;
  readonly failure: Failure | undefined;
  /** Why it cannot be read further, a sentence; undefined where it can. */
  readonly limit: string | undefined;
  /** Reads back to a time, but no more at once than is kind; what was read stays when that fails. Never rejects. */
  readTo(since: number): Promise<void>;
}
