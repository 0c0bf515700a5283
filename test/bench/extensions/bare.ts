import { window, type ExtensionContext } from 'vscode';

/** The least an extension with a view can do: one tree without rows. */
export function activate(context: ExtensionContext): void {
  const tree = { getChildren: () => [], getTreeItem: () => ({}) };
  context.subscriptions.push(window.createTreeView('bare.view', { treeDataProvider: tree }));
}
