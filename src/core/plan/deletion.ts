import type { NumberRecord } from '../settings/record.ts';
import type { Door } from '../telnyx/door.ts';
import { Failure } from '../telnyx/failure.ts';
import { removeNumber } from './operations.ts';
import { readNumber } from './records.ts';
import type { NumberName } from './plan.ts';

/** How a number stands before anybody deletes it. */
export type Standing =
  | {
      readonly stands: 'deletable';
      readonly record: NumberRecord;
      /** False when Telnyx does not tell the lock: then only deleting shows it. */
      readonly lockKnown: boolean;
    }
  | { readonly stands: 'locked'; readonly record: NumberRecord }
  /** The account has no such number under this id any more. */
  | { readonly stands: 'gone' };

/** What became of one number that was to be deleted. Only `deleted` says that it is gone by this. */
export type DeletionOutcome =
  | {
      readonly result: 'deleted';
      /** True when the answer got lost and the number was looked for instead. */
      readonly looked: boolean;
    }
  /** Nothing was sent: its deletion lock is on. */
  | { readonly result: 'locked' }
  /** It was gone already. */
  | { readonly result: 'gone' }
  /** Nothing was sent: the number could not be read, or the door is closed to changes. */
  | { readonly result: 'not-sent'; readonly failure: Failure }
  /** The server refused: the number is as it was. */
  | { readonly result: 'refused'; readonly failure: Failure }
  /** Sent, no clear answer, and looking did not show it gone. It may still go. */
  | {
      readonly result: 'unclear';
      readonly failure: Failure;
      /** Whether looking was possible: then the number was still there. */
      readonly seen: boolean;
    };

/** Reads how a number stands (operation 15). Throws a Failure when that cannot be known. */
export async function standingOf(door: Door, number: NumberName, signal?: AbortSignal): Promise<Standing> {
  const record = await find(door, number, signal);
  if (!record) return { stands: 'gone' };
  const lock = record.raw.deletion_lock_enabled;
  if (lock === true) return { stands: 'locked', record };
  return { stands: 'deletable', record, lockKnown: lock === false };
}

/** The number, if it is there: the same id, the same number, and not deleted. */
async function find(door: Door, number: NumberName, signal?: AbortSignal): Promise<NumberRecord | undefined> {
  try {
    const record = await readNumber(door, number.id, signal);
    return record.status === 'deleted' || record.phoneNumber !== number.phoneNumber ? undefined : record;
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.kind === 'not-found') return undefined;
    throw thrown;
  }
}

/**
 * Deletes one number (operation 17), which nothing can undo. Reads it first: one that is locked or gone is not
 * asked for. Sent once; after an unclear answer the account is looked at. Throws nothing but bugs.
 */
export async function deleteNumber(door: Door, number: NumberName): Promise<DeletionOutcome> {
  const before = await attempt(() => standingOf(door, number));
  if (before instanceof Failure) return { result: 'not-sent', failure: before };
  if (before.stands !== 'deletable') return { result: before.stands };
  const answer = await attempt(() => removeNumber(door, number.id));
  if (!(answer instanceof Failure)) return { result: 'deleted', looked: false };
  if (answer.effect === 'unclear') return lookAfter(door, number, answer);
  // Somebody else was faster.
  if (answer.kind === 'not-found') return { result: 'gone' };
  return { result: answer.status === undefined ? 'not-sent' : 'refused', failure: answer };
}

/** After an unclear answer: looks, never resends. */
async function lookAfter(door: Door, number: NumberName, failure: Failure): Promise<DeletionOutcome> {
  const now = await attempt(() => standingOf(door, number));
  if (now instanceof Failure) return { result: 'unclear', failure, seen: false };
  return now.stands === 'gone'
    ? { result: 'deleted', looked: true }
    : { result: 'unclear', failure, seen: true };
}

async function attempt<T>(run: () => Promise<T>): Promise<T | Failure> {
  try {
    return await run();
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown;
    throw thrown;
  }
}
