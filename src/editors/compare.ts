import { t } from '@vscode/l10n';
import { commands as vsCode } from 'vscode';
import { aloneUriOf, type Address } from './address.ts';
import type { NumberFiles } from './numberFiles.ts';

/** Reads a number as it is now. */
async function look(files: NumberFiles, address: Address): Promise<void> {
  if (files.loaded(address)) await files.refresh(address);
  else await files.open(address);
}

/**
 * Lays the settings of two numbers side by side, as the account holds them, for reading only. Both are read before
 * anything is shown. Throws a Failure.
 */
export async function compareNumbers(files: NumberFiles, left: Address, right: Address): Promise<void> {
  await Promise.all([look(files, left), look(files, right)]);
  const title = t('{0} ↔ {1}', left.phoneNumber, right.phoneNumber);
  // `override` keeps the forms from being opened as the two sides of the comparison.
  await vsCode.executeCommand('vscode.diff', aloneUriOf(left), aloneUriOf(right), title, { override: false });
}
