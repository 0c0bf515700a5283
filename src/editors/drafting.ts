import {
  commands as vsCode,
  TabInputCustom,
  TabInputText,
  window,
  type Tab,
  type TextDocument,
  type Uri,
} from 'vscode';
import { Failure } from '../core/telnyx/failure.ts';
import { addressOf } from './address.ts';
import { showsForm } from './draftContext.ts';
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
    if (!(thrown instanceof NotSaved)) throw thrown;
    // A form in sight says it in its status line already.
    if (!showsForm(document.uri))
      throw new Failure({ kind: 'rejected', sentence: thrown.message, wayOut: 'none' });
  }
}

/** Goes back to what the account holds; unsaved changes go too. */
export async function discardDraft(files: NumberFiles, document: TextDocument): Promise<void> {
  const address = addressOf(document.uri);
  if (!address) return;
  if (document.isDirty) {
    await bringToFront(document.uri);
    await vsCode.executeCommand('workbench.action.files.revert');
  }
  await files.discard(address);
}

const shows = (tab: Tab | undefined, uri: Uri) =>
  (tab?.input instanceof TabInputCustom || tab?.input instanceof TabInputText) &&
  String(tab.input.uri) === String(uri);

/** VS Code reverts what is in front, and what is asked for may be beside it: unsaved changes of others are not given up. */
async function bringToFront(uri: Uri): Promise<void> {
  const { all, activeTabGroup } = window.tabGroups;
  if (shows(activeTabGroup.activeTab, uri)) return;
  const tab = all.flatMap(({ tabs }) => tabs).find((one) => shows(one, uri));
  const editor = tab?.input instanceof TabInputCustom ? tab.input.viewType : 'default';
  await vsCode.executeCommand('vscode.openWith', uri, editor, tab?.group.viewColumn);
}
