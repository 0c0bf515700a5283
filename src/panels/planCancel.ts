import { t } from '@vscode/l10n';
import { window } from 'vscode';
import { brief } from '../core/model/text.ts';
import { inMessage } from '../host/plainText.ts';
import { numbersWords } from './planWords.ts';

/** Asks whether a plan is to end here, while some of its numbers are not sent yet; else there is nothing to ask. */
export async function askCancel(title: string, unsent: number): Promise<boolean> {
  if (unsent === 0) return true;
  const question = inMessage(t('Cancel the plan "{0}"?', brief(title, 80)));
  const detail = t(
    'Not sent yet: {0}. They stay as they are; what was sent stays changed. A new plan can send the rest later.',
    numbersWords(unsent),
  );
  const end = { title: t('Cancel the Plan'), isCloseAffordance: false };
  const goOn = { title: t('Keep It'), isCloseAffordance: true };
  const chosen = await window.showWarningMessage(question, { modal: true, detail }, end, goOn);
  return chosen === end;
}
