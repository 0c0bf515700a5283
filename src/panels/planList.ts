import type { Item } from '../core/model/item.ts';
import type { Plans } from '../core/plan/plans.ts';
import type { RunSummary } from '../core/plan/run.ts';
import type { PlanDrafts } from './planDrafts.ts';
import { draftItem, runItem } from './planItems.ts';
import { undoneOf } from './planUndone.ts';

const isOpen = ({ phase }: RunSummary) => phase !== 'done' && phase !== 'cancelled';

/** Plans of an account as lines: those that go on first, then those under review and those that were applied, newest first. */
export async function planItems(plans: Plans, drafts: PlanDrafts, profile: string): Promise<readonly Item[]> {
  const runs = await plans.recent();
  const undone = undoneOf(runs);
  const reviewed = await Promise.all(
    (await drafts.list(profile)).map(async ({ id, at }) => {
      const draft = await drafts.load(profile, id);
      return draft ? [{ at, item: draftItem(draft, at) }] : [];
    }),
  );
  const items = [
    ...runs.map((run) => ({
      at: isOpen(run) ? Infinity : (run.endedAt ?? run.startedAt),
      item: runItem(plans.running(run.id)?.state ?? run, undone.get(run.id)),
    })),
    ...reviewed.flat(),
  ];
  return items.sort((one, other) => (one.at === other.at ? 0 : other.at - one.at)).map(({ item }) => item);
}

/** Phone numbers that plans under review would delete. */
export async function condemnedBy(drafts: PlanDrafts, profile: string): Promise<ReadonlySet<string>> {
  const all = await Promise.all((await drafts.list(profile)).map(({ id }) => drafts.load(profile, id)));
  const numbers = all.flatMap((draft) => {
    const out = new Set(draft?.out);
    return draft?.proposal.deletions.filter((number) => !out.has(number.id)) ?? [];
  });
  return new Set(numbers.map(({ phoneNumber }) => phoneNumber));
}
