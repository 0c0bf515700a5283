import { t } from '@vscode/l10n';
import { Range, Uri, window, workspace, WorkspaceEdit } from 'vscode';
import { keysIn } from '../core/code/literals.ts';
import { takenOut } from '../core/code/takenOut.ts';
import { Failure } from '../core/telnyx/failure.ts';
import type { Accounts } from '../host/accounts.ts';
import { inMessage } from '../host/plainText.ts';
import { addAccount } from './addAccount.ts';

/**
 * Adds an account with a key that stands in a file, then takes the key out of it. The file is not saved: what takes the
 * key's place is for the person to write, and Undo brings it back.
 */
export async function moveKey(accounts: Accounts, uri: unknown, range: unknown): Promise<void> {
  const key = uri instanceof Uri && range instanceof Range && (await keyAt(uri, range));
  if (!key) {
    const sentence = t('Open the file with the key and choose Move to Secure Storage from its light bulb.');
    throw new Failure({ kind: 'misuse', sentence, wayOut: 'none' });
  }
  const added = await addAccount(accounts, key);
  if (!added) return;
  // The file may have changed while the questions were asked.
  const now = await workspace.openTextDocument(uri);
  const places = takenOut(now.getText(), key, added);
  if (!places) {
    tell(
      t(
        'The key stays in {0}: it is not what was put into the secure storage.',
        workspace.asRelativePath(uri),
      ),
    );
    return;
  }
  const edit = new WorkspaceEdit();
  for (const { start, text } of places) {
    edit.replace(uri, new Range(now.positionAt(start), now.positionAt(start + text.length)), '');
  }
  const taken = await workspace.applyEdit(edit);
  await window.showTextDocument(now);
  tell(
    taken
      ? t(
          'The key is in the secure storage now and not in {0} any more. Save the file when it reads the key from somewhere else. Older versions of the file still hold the key: if others can read them, make a new key in the Mission Control Portal.',
          workspace.asRelativePath(uri),
        )
      : t(
          'The key is in the secure storage now, but it could not be taken out of {0}.',
          workspace.asRelativePath(uri),
        ),
  );
}

const tell = (words: string) => void window.showInformationMessage(inMessage(words));

async function keyAt(uri: Uri, range: Range): Promise<string | undefined> {
  const text = (await workspace.openTextDocument(uri)).getText(range);
  const [found] = keysIn(text);
  return found?.text === text ? text : undefined;
}
