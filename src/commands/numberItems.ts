import { t } from '@vscode/l10n';
import type { QuickPickItem } from 'vscode';
import { noQuery } from '../core/find/query.ts';
import { isIn, termsOf } from '../core/find/text.ts';
import type { Item } from '../core/model/item.ts';
import { wholeNumber } from '../core/model/written.ts';
import { mobileNumbers } from '../core/resources/mobile-numbers.ts';
import { collectionOf } from '../core/state/collection.ts';
import { finderOf } from '../core/state/finder.ts';
import { foundRow } from '../core/state/foundPages.ts';
import type { Session } from '../core/state/session.ts';
import { inLabel } from '../host/plainText.ts';
import type { NumberSubject } from './subject.ts';

const mostShown = 50;

export interface NumberItem extends QuickPickItem {
  readonly subject: NumberSubject;
  /** Whether this is a number of the account, rather than what was typed. */
  readonly known: boolean;
}

/** What a person is asked for. */
export interface NumberQuestion {
  readonly title: string;
  /** What taking a whole number that is not known here would do. */
  readonly unknown: string;
  /** A number that is no answer. */
  readonly except?: string;
  /** Whether a mobile number is an answer, too. */
  readonly mobile?: true;
}

/** Numbers that fit what was typed: those that are known here, then the number itself when it is a whole one. */
export function itemsFor(session: Session, typed: string, question: NumberQuestion): readonly NumberItem[] {
  const { unknown, except, mobile } = question;
  const items = [...knownNumbers(session, typed), ...(mobile ? knownMobile(session, typed) : [])];
  const known = items.filter(({ label }) => label !== except).slice(0, mostShown);
  const whole = wholeNumber(typed);
  const offered = whole === except || known.some(({ label }) => label === whole);
  if (whole === undefined || offered) return known;
  // A label that holds the digits would be sorted before the numbers that are found.
  const other = { label: unknown, description: whole, alwaysShow: true, known: false };
  return [...known, { ...other, subject: { type: 'number', phoneNumber: whole } }];
}

function itemOf({ label, description = '', subject }: Item): readonly NumberItem[] {
  if (subject?.type !== 'number') return [];
  const said = inLabel(description);
  return [{ label: inLabel(label), description: said, alwaysShow: true, subject, known: true }];
}

function knownNumbers(session: Session, typed: string): readonly NumberItem[] {
  const finder = finderOf(session);
  const { index } = finder;
  const rows = finder.look({ ...noQuery, text: typed }).rows.filter((row) => !index.isMobile(row));
  return Array.from(rows.subarray(0, mostShown + 1)).flatMap((row) => itemOf(foundRow(index, row).item));
}

/** Whether they are in the index or not, they are in their list: what their rows show is looked through. */
function knownMobile(session: Session, typed: string): readonly NumberItem[] {
  const terms = termsOf(typed);
  return collectionOf(session, mobileNumbers).listing.rows.flatMap(({ item }) => {
    const text = `${item.label} ${item.description ?? ''}`.toLowerCase();
    const fits = terms.every((term) => isIn(term, item.label) || text.includes(term.text));
    return fits ? itemOf(item).map((one) => ({ ...one, detail: t('Mobile number') })) : [];
  });
}

/** Reads the list of mobile numbers, which the server cannot be asked to find any in. Fails quietly into what is known. */
export async function readMobile(session: Session, signal: AbortSignal): Promise<void> {
  const collection = collectionOf(session, mobileNumbers);
  await collection.load();
  while (!signal.aborted && collection.listing.rest === 'more' && collection.state.phase === 'ready')
    await collection.more();
}
