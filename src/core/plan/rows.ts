import type { Values } from '../settings/setting.ts';
import type { Change, NumberName } from './plan.ts';
import type { Family, Restored, Source } from './proposal.ts';

/** Why nothing is sent for a number, whatever is wished. */
export type Block =
  /** It is not in the account (any more). */
  | { readonly why: 'gone' }
  /** Its id is that of another number, as in a file that somebody has edited. */
  | { readonly why: 'misnamed'; readonly phoneNumber: string }
  /** It is not, or never was, this account's, though the account lists it; `status` is the API's own. */
  | { readonly why: 'lost'; readonly status: string }
  /** It could not be read, so nobody knows what would be overwritten. */
  | { readonly why: 'unread'; readonly sentence: string }
  /** Its deletion lock is on. */
  | { readonly why: 'locked' }
  /** A job is working on it: what is sent now, that job would overwrite. `job` is its id (operation 11). */
  | { readonly why: 'in-job'; readonly job: string }
  /** A wished value breaks a rule of the table of settings. `setting` is a `settingId`. */
  | { readonly why: 'invalid'; readonly setting: string; readonly sentence: string }
  /** The proposal names it more than once. */
  | { readonly why: 'twice' };

/**
 * `send`: something is to be written. `already`: the account holds all that is wished, so nothing is sent.
 * `conflict`: somebody else changed a wished field since the person saw it. `blocked`: see `block`.
 */
export type RowState = 'send' | 'already' | 'conflict' | 'blocked';

/** One number of a plan. Everything but the number itself is shared by all rows for which it is the same. */
export interface PlanRow {
  readonly number: NumberName;
  readonly state: RowState;
  /** Only with the state `blocked`. */
  readonly block?: Block;
  /** The number is to be deleted; then there are no changes. */
  readonly deletes: boolean;
  /** Every wished field that is not as it was, from three sides; empty where the number could not be read. */
  readonly changes: readonly Change[];
  /** What the account holds of these fields and of those that travel with them (see `bodyOf`). */
  readonly live: Values;
  /** Equal for rows that want the same: see `groupsOf`. */
  readonly group: string;
}

/** A proposal compared with the account. Never changed: looking again, or settling conflicts, makes another. */
export interface Plan {
  readonly source: Source;
  readonly title: string;
  /** The id of the run that this takes back or does again. */
  readonly of?: string;
  /** Its values are ones that the account held before. */
  readonly restores?: Restored;
  readonly family: Family;
  /** In the order of the proposal, deletions last. */
  readonly rows: readonly PlanRow[];
  /** What could not be found out, in sentences; such as which numbers are inside running jobs. */
  readonly warnings: readonly string[];
}

/** The ids of rows that the person has taken out of a plan. */
export type TakenOut = ReadonlySet<string>;

/** Whether applying the plan would write to this number. */
export function isSent(row: PlanRow, out: TakenOut): boolean {
  return row.state === 'send' && !out.has(row.number.id);
}
