import { t } from '@vscode/l10n';
import { window } from 'vscode';
import { namesOf, addingTags, removingTags, type Tagged } from '../core/plan/proposals.ts';
import { tagsOf } from '../core/plan/tagged.ts';
import { tagKey } from '../core/model/tag.ts';
import { mobileTable } from '../core/settings/mobile.ts';
import { numberTable } from '../core/settings/table.ts';
import type { Family } from '../core/plan/proposal.ts';
import type { Session } from '../core/state/session.ts';
import { few } from '../core/resources/show.ts';
import { inMessage } from '../host/plainText.ts';
import { askNewTags, askOwnTags } from './askTags.ts';
import { choose, propose, type Chosen, type VerbParts } from './chosen.ts';
import { inNumbersView } from './progress.ts';

interface Group {
  readonly family: Family;
  readonly tagged: readonly Tagged[];
}

/** The numbers with their tags; says which do not tell them. */
export async function withTags(session: Session, chosen: readonly Chosen[]): Promise<readonly Group[]> {
  return inNumbersView(() =>
    Promise.all(
      chosen.map(async ({ family, listed }) => {
        const table = family === 'mobile' ? mobileTable : numberTable;
        const { tagged, untold } = await tagsOf(session.door, listed, table);
        if (untold.length > 0) {
          const names = few(untold.map(({ phoneNumber }) => phoneNumber));
          const sentence = t('Left out, since Telnyx does not tell the tags: {0}.', names);
          void window.showWarningMessage(inMessage(sentence));
        }
        return { family, tagged };
      }),
    ),
  );
}

const all = (groups: readonly Group[]) => groups.flatMap(({ tagged }) => tagged);

/** Asks for tags, known and new ones, and shows what adding them would change. */
export async function addTags(parts: VerbParts, args: readonly unknown[]): Promise<void> {
  const { session } = parts;
  const question = { title: t('Add Tags to a Number'), unknown: t('Tag it if the account has it') };
  const groups = await withTags(session, await choose(session, 'tag', args, question));
  if (all(groups).length === 0) return;
  const names = namesOf(all(groups).map(({ number }) => number));
  const tags = await askNewTags(session, t('Add Tags to {0}', names));
  if (!tags || tags.length === 0) return;
  let proposed = false;
  for (const { family, tagged } of groups)
    proposed = (await propose(parts, family, addingTags(tagged, tags, 'verb'))) || proposed;
  if (!proposed)
    void window.showInformationMessage(
      inMessage(t('Nothing to change: {0} already tagged like that.', names)),
    );
}

/** Asks which of the tags that the numbers have are to go, and shows what that would change. */
export async function removeTags(parts: VerbParts, args: readonly unknown[]): Promise<void> {
  const { session } = parts;
  const question = { title: t('Remove Tags from a Number'), unknown: t('Untag it if the account has it') };
  const groups = await withTags(session, await choose(session, 'tag', args, question));
  const tagged = all(groups);
  if (tagged.length === 0) return;
  const names = namesOf(tagged.map(({ number }) => number));
  const counted = countTags(tagged);
  if (counted.length === 0) {
    void window.showInformationMessage(inMessage(t('{0}: there is no tag to remove.', names)));
    return;
  }
  const tags = await askOwnTags(t('Remove Tags from {0}', names), counted, tagged.length);
  if (!tags || tags.length === 0) return;
  for (const group of groups) await propose(parts, group.family, removingTags(group.tagged, tags, 'verb'));
}

/** The tags of some numbers and how many have each, the most frequent first. */
function countTags(tagged: readonly Tagged[]) {
  const counts = new Map<string, { tag: string; count: number }>();
  for (const { tags } of tagged)
    for (const tag of tags) {
      const known = counts.get(tagKey(tag)) ?? { tag, count: 0 };
      known.count += 1;
      counts.set(tagKey(tag), known);
    }
  return [...counts.values()].sort((one, other) => other.count - one.count);
}
