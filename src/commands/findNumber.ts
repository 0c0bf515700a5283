import { t } from '@vscode/l10n';
import { commands as vsCode, window, type QuickPickItem } from 'vscode';
import { noQuery } from '../core/find/query.ts';
import { digitsOf } from '../core/find/text.ts';
import type { Subject } from '../core/model/item.ts';
import { commands } from '../core/model/names.ts';
import { numbers } from '../core/resources/numbers.ts';
import { finderOf, type Finder } from '../core/state/finder.ts';
import type { Session } from '../core/state/session.ts';
import { inLabel } from '../host/plainText.ts';
import { showFailure } from '../host/say.ts';

const mostShown = 50;
/** How long a person has to pause in typing before the server is asked, in milliseconds. */
const pause = 200;

interface NumberItem extends QuickPickItem {
  readonly subject: Subject;
}

/** Numbers that fit what was typed: those that are known here, then the number itself when it is a whole one. */
function itemsFor(finder: Finder, typed: string): readonly NumberItem[] {
  const rows = Array.from(finder.look({ ...noQuery, text: typed }).rows.subarray(0, mostShown));
  const known = rows.flatMap((row): NumberItem[] => {
    const item = numbers.row(finder.index.record(row))?.item;
    if (item?.subject === undefined) return [];
    const description = inLabel(item.description ?? '');
    return [{ label: inLabel(item.label), description, alwaysShow: true, subject: item.subject }];
  });
  const digits = digitsOf(typed)?.replace('+', '') ?? '';
  const whole = `+${digits}`;
  if (!/^[1-9]\d{6,14}$/.test(digits) || known.some(({ label }) => label === whole)) return known;
  const other = { label: whole, description: t('open, if the account has it'), alwaysShow: true };
  return [...known, { ...other, subject: { type: 'number', phoneNumber: whole } }];
}

/** Opens a number by any part of it: from what is known, and from what the server finds. */
export async function goTo(session: Session): Promise<void> {
  const finder = finderOf(session);
  const pick = window.createQuickPick<NumberItem>();
  pick.title = t('Go to Number');
  pick.placeholder = t('Any part of a number, tag or reference');
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let asking = new AbortController();
  const draw = () => {
    pick.items = itemsFor(finder, pick.value);
  };
  const ask = async (typed: string, { signal }: AbortController) => {
    try {
      await finder.lookUp(typed, signal);
      if (!signal.aborted) draw();
    } catch (failure) {
      if (!signal.aborted) void showFailure(failure);
    } finally {
      if (!signal.aborted) pick.busy = false;
    }
  };
  draw();
  const chosen = await new Promise<NumberItem | undefined>((resolve) => {
    pick.onDidChangeValue((typed) => {
      draw();
      clearTimeout(waiting);
      asking.abort();
      const next = new AbortController();
      asking = next;
      pick.busy = true;
      waiting = setTimeout(() => void ask(typed, next), pause);
    });
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
  clearTimeout(waiting);
  asking.abort();
  if (chosen) await vsCode.executeCommand(commands.editNumber, chosen.subject);
}
