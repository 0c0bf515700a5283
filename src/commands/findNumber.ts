import { t } from '@vscode/l10n';
import { commands as vsCode } from 'vscode';
import { commands } from '../core/model/names.ts';
import { stillOpen } from '../core/state/left.ts';
import type { Session } from '../core/state/session.ts';
import { pickNumber } from './pickNumber.ts';

/** Opens a number, mobile ones among them, by any part of it. */
export async function goTo(session: Session): Promise<void> {
  const question = {
    title: t('Go to Number'),
    unknown: t('Open it if the account has it'),
    mobile: true,
  } as const;
  const chosen = await pickNumber(session, question);
  if (!chosen) return;
  stillOpen(session);
  await vsCode.executeCommand(commands.editNumber, chosen);
}
