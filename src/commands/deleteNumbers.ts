import { t } from '@vscode/l10n';
import { window, workspace } from 'vscode';
import { deleteNumber, standingOf, type Standing } from '../core/plan/deletion.ts';
import { findNumber } from '../core/plan/named.ts';
import type { NumberName } from '../core/plan/plan.ts';
import { numbers } from '../core/resources/numbers.ts';
import { refreshRows } from '../core/state/collection.ts';
import { stillOpen } from '../core/state/left.ts';
import type { Session } from '../core/state/session.ts';
import { refusedAsReadOnly } from '../core/telnyx/outgoing.ts';
import { uriOf } from '../editors/address.ts';
import { askText, back } from '../host/ask.ts';
import { inMessage } from '../host/plainText.ts';
import { usesInWords, usesOf, type Uses } from '../code/uses.ts';
import { addressIn } from './compare.ts';
import { tellDeletion, tellGone } from './deletionWords.ts';
import { inNumbersView, withNotice } from './progress.ts';
import type { NumberSubject } from './subject.ts';

type Deletable = Extract<Standing, { stands: 'deletable' }> & { readonly uses: Uses | undefined };

/** Numbers that are being deleted at this moment: nothing is sent twice. */
const underWay = new Set<string>();

/** Deletes one number, after saying what is lost and having its last four digits typed. */
export async function deleteOne(session: Session, subject: NumberSubject): Promise<void> {
  if (session.profile.readOnly) throw refusedAsReadOnly();
  const { phoneNumber } = subject;
  const number = await inNumbersView(() => nameOf(session, subject));
  if (!number) {
    tellGone(phoneNumber);
    return;
  }
  const key = `${session.profile.id}/${number.id}`;
  if (underWay.has(key)) return;
  underWay.add(key);
  try {
    const [standing, uses] = await inNumbersView(() =>
      Promise.all([standingOf(session.door, number), usesOf(phoneNumber)]),
    );
    if (standing.stands === 'deletable') {
      if (!(await isMeant(session, subject, { ...standing, uses }))) return;
      stillOpen(session);
      const title = t('Deleting {0}…', phoneNumber);
      const outcome = await withNotice(title, () => deleteNumber(session.door, number));
      tellDeletion(outcome, number);
    } else tellDeletion({ result: standing.stands }, number);
    await refreshRows(session, numbers.name, [number.id]);
  } finally {
    underWay.delete(key);
  }
}

async function nameOf(
  { door }: Session,
  { id, phoneNumber }: NumberSubject,
): Promise<NumberName | undefined> {
  return id === undefined ? findNumber(door, phoneNumber) : { id, phoneNumber };
}

/** Says what is lost, then has the last four digits typed. False when the person thought better of it. */
async function isMeant(session: Session, subject: NumberSubject, standing: Deletable): Promise<boolean> {
  const { phoneNumber } = subject;
  const go = t('Continue…');
  const question = t('Delete {0}?', phoneNumber);
  const detail = lossesOf(session, subject, standing).map(inMessage).join('\n');
  if ((await window.showWarningMessage(inMessage(question), { modal: true, detail }, go)) !== go)
    return false;
  const digits = phoneNumber.replace(/\D/g, '').slice(-4);
  const typed = await askText({
    title: t('Delete {0}', phoneNumber),
    prompt: t('Type the last four digits of {0} and press Enter to delete it.', phoneNumber),
    placeholder: '0000',
    check: (text) => ({
      ok: text.trim() === digits,
      remark: text.trim() === digits ? undefined : t('These are not the last four digits.'),
    }),
  });
  return typed !== undefined && typed !== back;
}

/** What goes with a number, line by line. */
function lossesOf(
  session: Session,
  subject: NumberSubject,
  { record, lockKnown, uses }: Deletable,
): readonly string[] {
  const uri = uriOf(addressIn(session, subject)).toString();
  const unsaved = workspace.textDocuments.some((one) => one.uri.toString() === uri && one.isDirty);
  const rows = numbers.row(record.raw)?.item.card?.().rows ?? [];
  return [
    t('Telnyx takes the number back, and nobody can promise that you get it again. This cannot be undone.'),
    t('Calls and messages to it do not reach you any more, and all its settings are lost.'),
    ...(record.raw.emergency_enabled === true
      ? [t('Emergency calling is on for this number and ends with it.')]
      : []),
    ...(unsaved ? [t('Its editor has unsaved changes, which could not be saved any more.')] : []),
    ...usesInWords(uses),
    ...(lockKnown ? [] : [t('Telnyx does not tell whether its deletion lock is on.')]),
    '',
    ...rows.map(({ label, value }) => `${label}: ${value}`),
  ];
}
