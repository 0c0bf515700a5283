import { join } from 'node:path';
import type { Uri } from 'vscode';

/** Where the payments of all accounts are written down. */
export const paymentsFolder = (storage: Uri): string => join(storage.fsPath, 'payments');

/** Where the payments of an account are written down. */
export const paymentFolder = (storage: Uri, profile: string): string =>
  join(paymentsFolder(storage), profile);
