import { ProgressLocation, window } from 'vscode';
import { views } from '../core/model/names.ts';

/** Works while the view of the numbers shows its progress. */
export async function inNumbersView<T>(run: () => Promise<T>): Promise<T> {
  return window.withProgress({ location: { viewId: views.numbers } }, run);
}

/** Works while a notification says so; nobody can stop what is being written. */
export async function withNotice<T>(title: string, run: () => Promise<T>): Promise<T> {
  return window.withProgress({ location: ProgressLocation.Notification, title }, run);
}
