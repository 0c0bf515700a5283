import { t } from '@vscode/l10n';
import { commands } from '../core/model/names.ts';
import { deleting } from '../core/plan/proposals.ts';
import type { PlanReview } from '../core/plan/proposal.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import { refusedAsReadOnly } from '../core/telnyx/outgoing.ts';
import type { NumberEditing } from '../editors/numberEditing.ts';
import type { Reports } from '../editors/reports.ts';
import { ableNumbers } from './able.ts';
import { assign } from './assign.ts';
import { inFamilies, propose, type VerbParts } from './chosen.ts';
import { compareSelected, compareWith } from './compare.ts';
import { deleteOne } from './deleteNumbers.ts';
import { dropped } from './dropped.ts';
import { pickNumber } from './pickNumber.ts';
import type { Handlers } from './register.ts';
import { addTags, removeTags } from './tags.ts';
import { verify } from './verify.ts';

/** What verbs work on. */
interface VerbRooms {
  readonly account: CurrentAccount;
  readonly editing: NumberEditing;
  readonly plans: PlanReview;
  readonly reports: Reports;
}

/** What can be done with numbers beside editing them. What changes several is shown as a plan first. */
export function verbCommands({ account, editing, plans, reports }: VerbRooms) {
  const parts = (): VerbParts => ({ session: account.needed(), plans });
  return {
    [commands.compareSelected]: (...args) => compareSelected(account.needed(), editing, args),
    [commands.compareWith]: (...args) => compareWith(account.needed(), editing, args),
    [commands.addTags]: (...args) => addTags(parts(), args),
    [commands.removeTags]: (...args) => removeTags(parts(), args),
    [commands.assignConnection]: (...args) => assign('connection', parts(), args),
    [commands.assignBillingGroup]: (...args) => assign('billingGroup', parts(), args),
    [commands.assignMessagingProfile]: (...args) => assign('messagingProfile', parts(), args),
    [commands.dropNumbers]: (...args) => dropped(parts(), args),
    [commands.deleteNumber]: (...args) => deleteNumbers(parts(), args),
    [commands.verifyOwnership]: () => verify(account.needed(), reports),
  } satisfies Partial<Handlers>;
}

/** Deletes one number at once, after asking for it; several are shown as a plan. */
async function deleteNumbers(parts: VerbParts, args: readonly unknown[]): Promise<void> {
  const { session } = parts;
  if (session.profile.readOnly) throw refusedAsReadOnly();
  const given = ableNumbers('delete', args);
  if (given.length > 1) {
    const numbers = (await inFamilies(session, given)).flatMap(({ listed }) => listed);
    await propose(parts, 'numbers', deleting(numbers.map(({ number }) => number)));
    return;
  }
  if (given.length === 0 && args.length > 0) return;
  const unknown = t('Delete it if the account has it');
  const chosen = given[0] ?? (await pickNumber(session, { title: t('Delete a Number'), unknown }));
  if (chosen) await deleteOne(session, chosen);
}
