import { Disposable, TabInputCustom, TabInputText, window, type Tab, type Uri } from 'vscode';
import { contextKeys } from '../core/model/names.ts';
import { setContext } from '../host/contextKeys.ts';
import { addressOf, type Address } from './address.ts';
import type { NumberFiles } from './numberFiles.ts';

/** The number that a tab shows, as a form or as text. */
export function numberOf(tab: Tab | undefined): Address | undefined {
  const input = tab?.input;
  const shows = input instanceof TabInputCustom || input instanceof TabInputText;
  return shows ? addressOf(input.uri) : undefined;
}

/** Whether a form of the document is in sight. */
export function showsForm(uri: Uri): boolean {
  return window.tabGroups.all.some(({ activeTab }) => {
    const input = activeTab?.input;
    return input instanceof TabInputCustom && input.uri.toString() === uri.toString();
  });
}

/** Tells menus whether the editor in front is a number with a draft. */
export function followDraft(files: NumberFiles): Disposable {
  const tell = () => {
    const address = numberOf(window.tabGroups.activeTabGroup.activeTab);
    setContext(contextKeys.draft, address !== undefined && files.loaded(address)?.draft === true);
  };
  return Disposable.from(
    files.onDidUpdate(tell),
    window.tabGroups.onDidChangeTabs(tell),
    window.tabGroups.onDidChangeTabGroups(tell),
    { dispose: () => setContext(contextKeys.draft, false) },
  );
}
