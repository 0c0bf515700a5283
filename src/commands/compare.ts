import { t } from '@vscode/l10n';
import { window } from 'vscode';
import { mobileNumbers } from '../core/resources/mobile-numbers.ts';
import { collectionOf } from '../core/state/collection.ts';
import type { Session } from '../core/state/session.ts';
import type { Address } from '../editors/address.ts';
import type { NumberEditing } from '../editors/numberEditing.ts';
import { askChoice, back } from '../host/ask.ts';
import { inLabel } from '../host/plainText.ts';
import { ableNumbers } from './able.ts';
import { readMobile } from './numberItems.ts';
import { inNumbersView } from './progress.ts';
import { pickNumber } from './pickNumber.ts';
import type { NumberSubject } from './subject.ts';

export function addressIn(session: Session, { phoneNumber, mobile }: NumberSubject): Address {
  return { profileId: session.profile.id, folder: mobile ? 'mobile' : 'numbers', phoneNumber };
}

async function show(session: Session, editing: NumberEditing, pair: readonly [NumberSubject, NumberSubject]) {
  await inNumbersView(async () => {
    const [left, right] = await Promise.all(
      pair.map(async (subject) => {
        const address = addressIn(session, subject);
        if (subject.id !== undefined) await editing.know(address, subject.id);
        return address;
      }),
    );
    if (left && right) await editing.compare(left, right);
  });
}

/** Compares the settings of the two numbers that are selected; a single one with another that a person picks. */
export async function compareSelected(session: Session, editing: NumberEditing, args: readonly unknown[]) {
  const [left, right, ...more] = ableNumbers('compare', args);
  if (!left || more.length > 0) void window.showInformationMessage(t('Select two numbers to compare them.'));
  else if (right) await show(session, editing, [left, right]);
  else await compareWith(session, editing, [left]);
}

/** Compares a number with another one that a person picks; without a number both are picked. */
export async function compareWith(session: Session, editing: NumberEditing, args: readonly unknown[]) {
  const left = ableNumbers('compare', args)[0] ?? (await pick(session, t('Compare a Number')));
  if (!left) return;
  const title = t('Compare {0} With…', left.phoneNumber);
  const right = left.mobile ? await pickMobile(session, title, left) : await pick(session, title, left);
  if (right) await show(session, editing, [left, right]);
}

function pick(session: Session, title: string, left?: NumberSubject) {
  const unknown = t('Compare it if the account has it');
  return pickNumber(session, { title, unknown, ...(left && { except: left.phoneNumber }) });
}

/** Mobile numbers have settings of their own, so they are compared with each other. */
async function pickMobile(
  session: Session,
  title: string,
  left: NumberSubject,
): Promise<NumberSubject | undefined> {
  const rows = collectionOf(session, mobileNumbers);
  await inNumbersView(() => readMobile(session, new AbortController().signal));
  if (rows.state.phase === 'failed') throw rows.state.failure;
  const choices = rows.listing.rows.flatMap(({ item: { subject, label, description = '' } }) =>
    subject?.type === 'number' && subject.phoneNumber !== left.phoneNumber
      ? [{ label: inLabel(label), description: inLabel(description), value: subject }]
      : [],
  );
  if (choices.length === 0) {
    void window.showInformationMessage(t('This account has no other mobile number to compare with.'));
    return undefined;
  }
  const chosen = await askChoice<NumberSubject>({ title, placeholder: t('Which mobile number?'), choices });
  return chosen === back ? undefined : chosen;
}
