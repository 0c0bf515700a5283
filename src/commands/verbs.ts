import { t } from '@vscode/l10n';
import { window } from 'vscode';
import { commands } from '../core/model/names.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import type { NumberEditing } from '../editors/numberEditing.ts';
import type { Reports } from '../editors/reports.ts';
import { ableNumbers } from './able.ts';
import { compareSelected, compareWith } from './compare.ts';
import { deleteOne } from './deleteNumbers.ts';
import { pickNumber } from './pickNumber.ts';
import type { Handlers } from './register.ts';
import { verify } from './verify.ts';

/** What can be done with numbers beside editing them. */
export function verbCommands(account: CurrentAccount, editing: NumberEditing, reports: Reports) {
  return {
    [commands.compareSelected]: (...args) => compareSelected(account.needed(), editing, args),
    [commands.compareWith]: (...args) => compareWith(account.needed(), editing, args),
    [commands.deleteNumber]: (...args) => deleteNumbers(account.needed(), editing, args),
    [commands.verifyOwnership]: () => verify(account.needed(), reports),
  } satisfies Partial<Handlers>;
}

/** Deletes the number a command is run on, or one that a person picks. */
async function deleteNumbers(
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
