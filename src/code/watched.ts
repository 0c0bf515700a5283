import { workspace, type TextDocument } from 'vscode';

/** Longer files are data, not code. In UTF-16 units. */
const longest = 5_000_000;

/** Whether a document is looked at: a file of a workspace that is trusted, of a length that code has. */
export function isWatched(document: TextDocument): boolean {
  if (!workspace.isTrusted || !workspace.getWorkspaceFolder(document.uri)) return false;
  return document.getText().length <= longest;
}
