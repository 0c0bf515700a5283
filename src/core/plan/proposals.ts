import { t } from '@vscode/l10n';
import { grouped } from '../model/text.ts';
import { tagKey } from '../model/tag.ts';
import type { Value, Values } from '../settings/setting.ts';
import type { NumberName, Wish } from './plan.ts';
import type { Proposal } from './proposal.ts';

/** A number and the tags that its account told. */
export interface Tagged {
  readonly number: NumberName;
  readonly tags: readonly string[];
}

/** A proposal without the family it speaks of, which whoever asks knows. */
export type Asked = Omit<Proposal, 'family'>;

type Source = Proposal['source'];

const tagsId = 'general.tags';

/** `+13125550001`, or `12 numbers`. */
export function namesOf(numbers: readonly NumberName[]): string {
  const [only, ...more] = numbers;
  if (only && more.length === 0) return only.phoneNumber;
  return t('{0} numbers', grouped(numbers.length));
}

const quoted = (tags: readonly string[]) => tags.map((tag) => t('“{0}”', tag)).join(', ');

/** Wishes for the numbers whose tags become others; equal lists are one and the same. */
function retag(
  numbers: readonly Tagged[],
  next: (tags: readonly string[]) => readonly string[],
): readonly Wish[] {
  const shared = new Map<string, Values>();
  return numbers.flatMap(({ number, tags }): Wish[] => {
    const wanted = next(tags);
    if (wanted.length === tags.length) return [];
    const key = JSON.stringify(wanted);
    const mine = shared.get(key) ?? { [tagsId]: wanted };
    shared.set(key, mine);
    // What the list was made from: whoever changes the tags meanwhile makes a conflict of it.
    return [{ number, base: { [tagsId]: tags }, mine }];
  });
}

const without = (tags: readonly string[], keys: ReadonlySet<string>) =>
  tags.filter((tag) => !keys.has(tagKey(tag)));

const keysOf = (tags: readonly string[]) => new Set(tags.map(tagKey));

/** Adds tags to those that a number has; one that it has, in whatever letter case, stays as it is. */
export function addingTags(numbers: readonly Tagged[], tags: readonly string[], source: Source): Asked {
  const wishes = retag(numbers, (own) => [...own, ...without(tags, keysOf(own))]);
  const names = namesOf(wishes.map(({ number }) => number));
  const title =
    tags.length === 1
      ? t('Add the tag {0} to {1}', quoted(tags), names)
      : t('Add the tags {0} to {1}', quoted(tags), names);
  return { source, title, wishes, deletions: [] };
}

/** Takes tags away from the numbers that have them. */
export function removingTags(numbers: readonly Tagged[], tags: readonly string[], source: Source): Asked {
  const keys = keysOf(tags);
  const wishes = retag(numbers, (own) => without(own, keys));
  const names = namesOf(wishes.map(({ number }) => number));
  const title =
    tags.length === 1
      ? t('Remove the tag {0} from {1}', quoted(tags), names)
      : t('Remove the tags {0} from {1}', quoted(tags), names);
  return { source, title, wishes, deletions: [] };
}

export function clearingTags(numbers: readonly Tagged[], source: Source): Asked {
  const wishes = retag(numbers, () => []);
  const title = t('Remove all tags from {0}', namesOf(wishes.map(({ number }) => number)));
  return { source, title, wishes, deletions: [] };
}

/** A setting that points at something of the account, and what to say of it. */
const assignable = {
  connection: {
    id: 'general.connection_id',
    give: (name: string, numbers: string) => t('Assign the connection "{0}" to {1}', name, numbers),
    clear: (numbers: string) => t('Take {0} off their connection', numbers),
  },
  billingGroup: {
    id: 'general.billing_group_id',
    give: (name: string, numbers: string) => t('Put {1} into the billing group "{0}"', name, numbers),
    clear: (numbers: string) => t('Take {0} out of their billing group', numbers),
  },
  messagingProfile: {
    id: 'messaging.messaging_profile_id',
    give: (name: string, numbers: string) => t('Assign the messaging profile "{0}" to {1}', name, numbers),
    clear: (numbers: string) => t('Take {0} off their messaging profile', numbers),
  },
} as const;

export type Assignable = keyof typeof assignable;

/** What numbers are to point at; without a choice they point at nothing any more. */
export interface Target {
  readonly what: Assignable;
  readonly choice: { readonly id: string; readonly name: string } | undefined;
}

/**
 * Points numbers at something. The wish has no base: nobody saw one value for all, so the review shows what each
 * number holds, and that is what is decided on.
 */
export function assigning(numbers: readonly NumberName[], { what, choice }: Target, source: Source): Asked {
  const { id, give, clear } = assignable[what];
  const value: Value = choice?.id ?? null;
  const mine: Values = { [id]: value };
  const names = namesOf(numbers);
  const wishes = numbers.map((number): Wish => ({ number, base: {}, mine }));
  return { source, title: choice ? give(choice.name, names) : clear(names), wishes, deletions: [] };
}

/** Deletes numbers, which nothing can undo. */
export function deleting(numbers: readonly NumberName[]): Asked {
  return { source: 'verb', title: t('Delete {0}', namesOf(numbers)), wishes: [], deletions: numbers };
}
