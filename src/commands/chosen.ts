import { t } from '@vscode/l10n';
import { keyIn } from '../core/find/family.ts';
import type { Ability } from '../core/model/item.ts';
import { findMobile, findNumber } from '../core/plan/named.ts';
import type { NumberName } from '../core/plan/plan.ts';
import type { Asked } from '../core/plan/proposals.ts';
import type { Family, PlanReview } from '../core/plan/proposal.ts';
import type { Listed } from '../core/plan/tagged.ts';
import { mobileNumbers } from '../core/resources/mobile-numbers.ts';
import { numbers } from '../core/resources/numbers.ts';
import { collectionOf } from '../core/state/collection.ts';
import { finderOf } from '../core/state/finder.ts';
import { stillOpen } from '../core/state/left.ts';
import type { Session } from '../core/state/session.ts';
import { Failure } from '../core/telnyx/failure.ts';
import { refusedAsReadOnly } from '../core/telnyx/outgoing.ts';
import { ableNumbers } from './able.ts';
import { pickNumber } from './pickNumber.ts';
import { inNumbersView } from './progress.ts';
import type { NumberSubject } from './subject.ts';

/** What a verb works with. */
export interface VerbParts {
  readonly session: Session;
  readonly plans: PlanReview;
}

/** Numbers of one family: each has settings, and so proposals, of its own. */
export interface Chosen {
  readonly family: Family;
  readonly listed: readonly Listed[];
}

/** The numbers a verb is run on, or one that a person picks. Refused at once where nothing may be written. */
export async function choose(
  session: Session,
  ability: Ability,
  args: readonly unknown[],
  question: { readonly title: string; readonly unknown: string },
): Promise<readonly Chosen[]> {
  if (session.profile.readOnly) throw refusedAsReadOnly();
  const given = ableNumbers(ability, args);
  const picked = given.length > 0 || args.length > 0 ? given : [await pickNumber(session, question)];
  const subjects = picked.filter((subject) => subject !== undefined);
  return inNumbersView(() => inFamilies(session, subjects));
}

/** A number that stands in two groups may be chosen twice. */
function each(subjects: readonly NumberSubject[]): readonly NumberSubject[] {
  const key = ({ id, phoneNumber, mobile }: NumberSubject) =>
    `${mobile ? 'mobile ' : ''}${id ?? phoneNumber}`;
  return [...new Map(subjects.map((subject) => [key(subject), subject])).values()];
}

/**
 * Numbers by family, each once, with what the lists of this window tell of them. Throws a Failure for one that is not
 * there.
 */
export async function inFamilies(
  session: Session,
  subjects: readonly NumberSubject[],
): Promise<readonly Chosen[]> {
  const families = (['numbers', 'mobile'] as const).map(async (family): Promise<Chosen> => {
    const own = each(subjects).filter(({ mobile = false }) => mobile === (family === 'mobile'));
    return { family, listed: await Promise.all(own.map((subject) => listedOf(session, subject))) };
  });
  return (await Promise.all(families)).filter(({ listed }) => listed.length > 0);
}

async function listedOf(session: Session, subject: NumberSubject): Promise<Listed> {
  const number = await nameOf(session, subject);
  const raw = rowOf(session, number, subject.mobile);
  return { number, ...(raw !== undefined && { raw }) };
}

async function nameOf({ door }: Session, { id, phoneNumber, mobile }: NumberSubject): Promise<NumberName> {
  if (id !== undefined) return { id, phoneNumber };
  const found = await (mobile ? findMobile : findNumber)(door, phoneNumber);
  if (found) return { id: found.id, phoneNumber };
  throw new Failure({
    kind: 'not-found',
    sentence: t('This account has no number {0}.', phoneNumber),
    wayOut: 'check-account',
  });
}

function rowOf(session: Session, { id }: NumberName, mobile?: true): unknown {
  const row = collectionOf(session, mobile ? mobileNumbers : numbers).row(id);
  if (row) return row.raw;
  const { index } = finderOf(session);
  const found = index.row(keyIn(mobile ? 'mobile' : 'numbers', id));
  return found === undefined ? undefined : index.record(found);
}

/**
 * Shows a proposal for one family; one that wishes nothing is not shown. False for such a one. Throws a Failure where the
 * account was left since the numbers were chosen.
 */
export async function propose({ session, plans }: VerbParts, family: Family, asked: Asked): Promise<boolean> {
  stillOpen(session);
  if (asked.wishes.length === 0 && asked.deletions.length === 0) return false;
  await plans.review({ ...asked, ...(family === 'mobile' && { family }) });
  return true;
}
