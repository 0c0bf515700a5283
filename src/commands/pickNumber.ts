import { t } from '@vscode/l10n';
import { window, type QuickPickItem } from 'vscode';
import { noQuery } from '../core/find/query.ts';
import { digitsOf } from '../core/find/text.ts';
import type { Subject } from '../core/model/item.ts';
import { numbers } from '../core/resources/numbers.ts';
import { finderOf, type Finder } from '../core/state/finder.ts';
import type { Session } from '../core/state/session.ts';
import { inLabel } from '../host/plainText.ts';
import { showFailure } from '../host/say.ts';
import type { NumberSubject } from './subject.ts';

const mostShown = 50;
/** How long a person has to pause in typing before the server is asked, in milliseconds. */
const pause = 200;

interface NumberItem extends QuickPickItem {
  readonly subject: Subject;
  /** Whether this is a number of the account, rather than what was typed. */
  readonly known: boolean;
}

/** What a person is asked for. */
export interface NumberQuestion {
  readonly title: string;
  /** What taking a whole number that is not known here would do. */
  readonly unknown: string;
  /** A number that is no answer. */
  readonly except?: string;
}

/** Numbers that fit what was typed: those that are known here, then the number itself when it is a whole one. */
function itemsFor(finder: Finder, typed: string, { unknown, except }: NumberQuestion): readonly NumberItem[] {
  const rows = Array.from(finder.look({ ...noQuery, text: typed }).rows.subarray(0, mostShown));
  const known = rows.flatMap((row): NumberItem[] => {
    const item = numbers.row(finder.index.record(row))?.item;
    if (item?.subject === undefined || item.label === except) return [];
    const description = inLabel(item.description ?? '');
    return [
      { label: inLabel(item.label), description, alwaysShow: true, subject: item.subject, known: true },
    ];
  });
  const digits = digitsOf(typed)?.replace('+', '') ?? '';
  const whole = `+${digits}`;
  const offered = whole === except || known.some(({ label }) => label === whole);
  if (!/^[1-9]\d{6,14}$/.test(digits) || offered) return known;
  // A label that holds the digits would be sorted before the numbers that are found.
  const other = { label: unknown, description: whole, alwaysShow: true, known: false };
  return [...known, { ...other, subject: { type: 'number', phoneNumber: whole } }];
}

/** Asks for a number by any part of it: from what is known, and from what the server finds. */
export async function pickNumber(
  session: Session,
  question: NumberQuestion,
): Promise<NumberSubject | undefined> {
  const finder = finderOf(session);
  const pick = window.createQuickPick<NumberItem>();
  pick.title = question.title;
  pick.placeholder = t('Any part of a number, tag or reference');
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let asking = new AbortController();
  const draw = () => {
    const [before] = pick.activeItems;
    pick.items = itemsFor(finder, pick.value, question);
    // What Enter takes stays, but what was merely typed gives way to a number that is found.
    const same = pick.items.find(({ label, known }) => known && label === before?.label);
    pick.activeItems = [same ?? pick.items[0]].filter((item) => item !== undefined);
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
      // While the list is drawn anew there may be nothing to take for a moment: the question stays.
      const item = pick.selectedItems[0] ?? pick.activeItems[0];
      if (!item) return;
      resolve(item);
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
  return chosen?.subject.type === 'number' ? chosen.subject : undefined;
}
