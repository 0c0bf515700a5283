import { t } from '@vscode/l10n';
import { window } from 'vscode';
import { wholeNumber } from '../core/model/written.ts';

/** From the Command Palette there is no row: the number is typed, however it is written. */
export async function askNumber(): Promise<string | undefined> {
  const typed = await window.showInputBox({
    title: t('Edit number settings'),
    prompt: t('The phone number with its country code'),
    placeHolder: '+13125550001',
    ignoreFocusOut: true,
    validateInput: (value) =>
      value === '' || wholeNumber(value) !== undefined
        ? undefined
        : t('Write a number with its country code, for example +13125550001.'),
  });
  return typed === undefined ? undefined : wholeNumber(typed);
}
