import { t } from '@vscode/l10n';
import { window } from 'vscode';
import * as v from 'valibot';
import { groupFields, valueSchema, type GroupField, type Value } from '../core/find/query.ts';
import { fieldName } from '../core/find/words.ts';
import type { Family } from '../core/plan/proposal.ts';
import { addingTags, assigning, clearingTags, type Asked, type Assignable } from '../core/plan/proposals.ts';
import { refusedAsReadOnly } from '../core/telnyx/outgoing.ts';
import { inMessage } from '../host/plainText.ts';
import { inFamilies, propose, type Chosen, type VerbParts } from './chosen.ts';
import { numberSubject } from './subject.ts';
import { withTags } from './tags.ts';

/** What the tree tells of a drop. It has been outside of our hands, so it is taken apart like anything from outside. */
const dropSchema = v.object({
  dragged: v.pipe(
    v.string(),
    v.parseJson(),
    v.object({ account: v.string(), numbers: v.array(numberSubject) }),
  ),
  field: v.picklist(groupFields),
  value: valueSchema,
  name: v.string(),
});

const assignables: Readonly<Partial<Record<GroupField, Assignable>>> = {
  connection: 'connection',
  billingGroup: 'billingGroup',
  messagingProfile: 'messagingProfile',
};

/** What a group stands for. */
interface Place {
  readonly field: GroupField;
  readonly value: Value;
  readonly name: string;
}

const tell = (sentence: string) => void window.showInformationMessage(inMessage(sentence));

/** Why nothing can be dropped on a group; undefined where it can. */
function refusal({ field, value }: Place): string | undefined {
  if (value === 'unknown')
    return t('Nobody knows what the numbers of this group have, so nothing can be dropped there.');
  if (value === 'inapplicable')
    return t('The numbers of this group can have no {0}, so nothing can be dropped there.', fieldName(field));
  if (field === 'tag' || assignables[field]) return undefined;
  return t('The {0} of a number cannot be changed by dropping it on a group.', fieldName(field));
}

/** Numbers were dropped on a group: shows what having its value would change. Never writes by itself. */
export async function dropped(parts: VerbParts, [given]: readonly unknown[]): Promise<void> {
  const decoded = v.safeParse(dropSchema, given);
  if (!decoded.success) {
    tell(t('Nothing was done: this is no group, or the list was drawn anew. Drop the numbers on a group.'));
    return;
  }
  const { dragged, ...place } = decoded.output;
  const { session } = parts;
  if (session.profile.readOnly) throw refusedAsReadOnly();
  const sentence =
    dragged.account === session.profile.id
      ? refusal(place)
      : t('These numbers belong to an account that is not in use here.');
  if (sentence !== undefined) {
    tell(sentence);
    return;
  }
  let proposed = false;
  for (const chosen of await inFamilies(session, dragged.numbers)) {
    const asked = await askedBy(parts, chosen, place);
    if (asked) proposed = (await propose(parts, chosen.family, asked)) || proposed;
  }
  if (!proposed) tell(t('There is nothing to change about these numbers.'));
}

/** Mobile numbers have neither a billing group nor a messaging profile to change. */
const canHave = (family: Family, what: Assignable) => family === 'numbers' || what === 'connection';

async function askedBy(
  { session }: VerbParts,
  chosen: Chosen,
  { field, value, name }: Place,
): Promise<Asked | undefined> {
  const id = value === 'none' ? undefined : value.slice(1);
  const what = assignables[field];
  if (what) {
    const numbers = chosen.listed.map(({ number }) => number);
    const choice = id === undefined ? undefined : { id, name };
    return canHave(chosen.family, what) ? assigning(numbers, { what, choice }, 'drop') : undefined;
  }
  const tagged = (await withTags(session, [chosen])).flatMap((group) => group.tagged);
  return id === undefined ? clearingTags(tagged, 'drop') : addingTags(tagged, [id], 'drop');
}
