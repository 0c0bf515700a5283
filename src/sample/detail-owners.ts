import type { Ground } from './ground.ts';
import { at, hash, Random } from './random.ts';

/** A number of the account as its detail records name it. */
export interface Owner {
  readonly phoneNumber: string;
  readonly country: string;
  readonly connectionId: string | null;
  readonly profile: { readonly id: string; readonly name: string } | undefined;
}

/** Numbers in the order in which their newest records come. */
interface Owners {
  /** Those with a messaging profile. */
  readonly messages: readonly Owner[];
  /** Those with a connection. */
  readonly calls: readonly Owner[];
}

/** At most so many numbers of an account are used, so that records of a very large one cost no more. */
const most = 420;
/** Of a hundred numbers, so many are paid for and never used. */
const idle = 4;

const made = new WeakMap<Ground, Owners>();

/** The numbers that messages and calls of the account go through, as they were when it began. */
function ownersOf(ground: Ground): Owners {
  const known = made.get(ground);
  if (known) return known;
  const used = usedNumbers(ground);
  const both = used.filter(({ profile, connectionId }) => profile && connectionId !== null);
  const owners: Owners = {
    messages: [...used.filter(({ connectionId }) => connectionId === null), ...both].filter(
      ({ profile }) => profile,
    ),
    // The other way round: a number that has had no message lately has had calls.
    calls: [...used.filter(({ profile }) => !profile), ...both.toReversed()].filter(
      ({ connectionId }) => connectionId !== null,
    ),
  };
  made.set(ground, owners);
  return owners;
}

function usedNumbers(ground: Ground): readonly Owner[] {
  const { seed } = ground.settings;
  const all = ground.numbers.everLength;
  const count = Math.min(most, all);
  const found = Array.from({ length: count }, (_, nth) => Math.floor((nth * all) / count))
    .filter((index) => hash(seed, 'idle', index) % 100 >= idle)
    .map((index): Owner => {
      const { phoneNumber, country, connectionId, messagingProfileId } = ground.numbers.born(index);
      const profile = ground.choices.profiles.find(({ id }) => id === messagingProfileId);
      return { phoneNumber, country, connectionId, profile };
    });
  const random = new Random(seed, 'owners');
  return found
    .map((owner) => ({ owner, place: random.next() }))
    .sort((one, other) => one.place - other.place)
    .map(({ owner }) => owner);
}

/** Whose message the nth newest is; undefined in an account without numbers that could have one. */
export function messageOwner(ground: Ground, nth: number): Owner | undefined {
  const { messages } = ownersOf(ground);
  return messages.length === 0 ? undefined : at(messages, nth);
}

/** Whose call the nth newest of a type is; `start` is the part of all numbers that its newest records begin after. */
export function callOwner(ground: Ground, nth: number, start: number): Owner | undefined {
  const { calls } = ownersOf(ground);
  return calls.length === 0 ? undefined : at(calls, nth + Math.floor(start * calls.length));
}
