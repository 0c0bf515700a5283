import { commands as vsCode, type TextDocument } from 'vscode';
import { addressOf } from './address.ts';
import { NotSaved } from './notSaved.ts';
import type { NumberFiles } from './numberFiles.ts';

/** Sends a draft, as a save that a person asked for. Says what went wrong by throwing a Failure. */
export async function applyDraft(files: NumberFiles, document: TextDocument): Promise<void> {
  const address = addressOf(document.uri);
  if (!address) return;
  if (document.isDirty) {
    await document.save();
    return;
  }
  try {
    await files.send(address, document.getText());
    files.saved(document, address);
  } catch (thrown) {
    // The form says it in its status line already.
    if (!(thrown instanceof NotSaved)) throw thrown;
  }
}

/** Goes back to what the account holds; unsaved changes go too. */
export async function discardDraft(files: NumberFiles, document: TextDocument): Promise<void> {
  const address = addressOf(document.uri);
  if (!address) return;
  // First, while the editor that reverts is still the one in front.
  if (document.isDirty) await vsCode.executeCommand('workbench.action.files.revert');
  await files.discard(address);
}
