import { t } from '@vscode/l10n';
import { window } from 'vscode';
import type { Session } from '../core/state/session.ts';
import type { NumberEditing } from '../editors/numberEditing.ts';
import { ableNumbers } from './able.ts';
import { deleteOne } from './deleteNumbers.ts';
import { pickNumber } from './pickNumber.ts';

export { compareSelected, compareWith } from './compare.ts';

/** Deletes the number a command is run on, or one that a person picks. */
export async function deleteNumbers(
  session: Session,
  editing: NumberEditing,
  args: readonly unknown[],
): Promise<void> {
  const [number, ...more] = ableNumbers('delete', args);
  if (more.length > 0) {
    void window.showInformationMessage(t('Select one number to delete it.'));
    return;
  }
  const unknown = t('Delete it if the account has it');
  const chosen = number ?? (await pickNumber(session, { title: t('Delete a Number'), unknown }));
  if (chosen) await deleteOne(session, editing, chosen);
}
