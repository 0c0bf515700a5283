import { t } from '@vscode/l10n';
import { brief } from '../model/text.ts';

/** What keeps a number a text: in a cell an apostrophe, in JSON quotes. */
type Form = 'cell' | 'json';

const isNumber = (text: string): boolean => /^\+[1-9]\d{1,14}$/.test(text);

/** Why a text is no phone number, and what to do; undefined when it is one. What a spreadsheet has lost is not guessed. */
export function wrongNumber(text: string, form: Form): string | undefined {
  if (isNumber(text)) return undefined;
  const shown = brief(text, 40);
  const asText = (number: string) => (form === 'cell' ? `'${number}` : `"${number}"`);
  if (/^[1-9]\d{6,14}$/.test(text))
    return t(
      'The number {0} has lost its +, as spreadsheets do it. Write it as text: {1}.',
      shown,
      asText(`+${shown}`),
    );
  if (/^\d([.,]\d+)?E\+?\d+$/i.test(text))
    return form === 'cell'
      ? t(
          'A spreadsheet has shortened this number to {0}. Write it out as text, with an apostrophe before the +.',
          shown,
        )
      : t('A spreadsheet has shortened this number to {0}. Write it out, with + and country code.', shown);
  // What stands in "(0)" is no part of the number, and so nobody is told to write it.
  const together = text.replaceAll(/[\s().\-/]/g, '');
  if (isNumber(together) && !text.includes('(0'))
    return t('Write {0} with nothing between its digits: {1}.', shown, asText(together));
  return t('"{0}" is no phone number. Write it with + and country code, for example +13125550001.', shown);
}

/** Why a text is no ID of a number; undefined when it is one. */
export function wrongId(text: string): string | undefined {
  return /^\d+$/.test(text)
    ? undefined
    : t('"{0}" is no ID: an ID has digits only. A spreadsheet may have shortened it.', brief(text, 40));
}
