import { t } from '@vscode/l10n';
import { window } from 'vscode';
import { stillOpen } from '../core/state/left.ts';
import { inMessage } from '../host/plainText.ts';
import type { Where } from './findWhere.ts';

/** Searches while one types. Escape puts back what was there before. */
export async function search({ session, finder, show }: Where): Promise<void> {
  const before = finder.query;
  await show();
  const box = window.createInputBox();
  box.title = t('Search Numbers');
  box.placeholder = t('Any part of a number, tag, reference, connection or messaging profile');
  box.value = before.text;
  box.ignoreFocusOut = true;
  const tell = () => {
    box.prompt =
      box.value.trim() === '' ? t('Press Escape to leave things as they were.') : inMessage(finder.line);
    box.busy = finder.reading.phase === 'reading';
  };
  tell();
  const kept = await new Promise<boolean>((resolve) => {
    const listeners = [
      finder.onDidChange(tell),
      box.onDidChangeValue((text) => {
        finder.set({ ...finder.query, text });
      }),
      box.onDidAccept(() => {
        resolve(true);
        box.hide();
      }),
      box.onDidHide(() => {
        resolve(false);
        for (const listener of listeners) listener.dispose();
      }),
    ];
    box.show();
  });
  box.dispose();
  if (kept) stillOpen(session);
  else if (session.closed) return;
  else finder.set(before);
  await show();
}
