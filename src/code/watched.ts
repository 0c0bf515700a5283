import { workspace, type TextDocument } from 'vscode';

/** Larger files are data, not code. In UTF-16 units. */
const longest = 1_000_000;

/** Whether a document is looked at: a file of a workspace that is trusted, of a length that people write. */
export function isWatched(document: TextDocument): boolean {
  if (!workspace.isTrusted || !workspace.getWorkspaceFolder(document.uri)) return false;
  const { length } = document.getText();
  return length <= longest;
}
