import { t } from '@vscode/l10n';
import { window, type QuickPick } from 'vscode';
import { finderOf } from '../core/state/finder.ts';
import type { Session } from '../core/state/session.ts';
import { showFailure } from '../host/say.ts';
import { itemsFor, readMobile, type NumberItem, type NumberQuestion } from './numberItems.ts';
import type { NumberSubject } from './subject.ts';

/** How long a person has to pause in typing before the server is asked, in milliseconds. */
const pause = 200;

/** Asks for a number by any part of it: from what is known, and from what the server finds. */
export async function pickNumber(
  session: Session,
  question: NumberQuestion,
): Promise<NumberSubject | undefined> {
  const picking = new Picking(session, question);
  return (await picking.chosen())?.subject;
}

/**
 * One question. VS Code tells which place of its list was taken, and that may be a place of the list before the last
 * key: so Enter in the midst of typing waits for what was typed, and takes the first number that fits it.
 */
class Picking {
  readonly #session: Session;
  readonly #question: NumberQuestion;
  readonly #pick: QuickPick<NumberItem>;
  readonly #closing = new AbortController();
  #asking = new AbortController();
  #waiting: ReturnType<typeof setTimeout> | undefined;
  /** Whether the person is typing; whether Enter came meanwhile. */
  #typing = false;
  #entered = false;

  constructor(session: Session, question: NumberQuestion) {
    this.#session = session;
    this.#question = question;
    this.#pick = window.createQuickPick<NumberItem>();
    this.#pick.title = question.title;
    this.#pick.placeholder = t('Any part of a number, tag or reference');
    // Whatever else takes the focus, such as a view that is drawn anew, what was typed stays.
    this.#pick.ignoreFocusOut = true;
  }

  /** Undefined when the question was left. */
  async chosen(): Promise<NumberItem | undefined> {
    this.#draw();
    if (this.#question.mobile) void this.#readMobile();
    const chosen = await new Promise<NumberItem | undefined>((resolve) => {
      const take = (item: NumberItem) => {
        resolve(item);
        this.#pick.hide();
      };
      this.#pick.onDidChangeValue((typed) => this.#onTyped(typed, take));
      this.#pick.onDidAccept(() => this.#onAccept(take));
      this.#pick.onDidHide(() => {
        resolve(undefined);
        this.#pick.dispose();
      });
      this.#pick.show();
    });
    clearTimeout(this.#waiting);
    this.#asking.abort();
    this.#closing.abort();
    return chosen;
  }

  #onAccept(take: (item: NumberItem) => void): void {
    const item = this.#pick.selectedItems[0] ?? this.#pick.activeItems[0];
    // While nothing is found there is nothing to take: the question stays, and the answer is taken when it comes.
    if (this.#typing || (!item && this.#pick.busy)) this.#entered = true;
    else if (item) take(item);
  }

  #onTyped(typed: string, take: (item: NumberItem) => void): void {
    this.#typing = true;
    this.#entered = false;
    this.#draw();
    clearTimeout(this.#waiting);
    this.#asking.abort();
    const asking = new AbortController();
    this.#asking = asking;
    this.#pick.busy = true;
    this.#waiting = setTimeout(() => {
      this.#typing = false;
      void this.#ask(typed, asking.signal, take);
    }, pause);
  }

  async #ask(typed: string, signal: AbortSignal, take: (item: NumberItem) => void): Promise<void> {
    try {
      await finderOf(this.#session).lookUp(typed, signal);
      if (!signal.aborted) this.#draw();
    } catch (failure) {
      if (!signal.aborted) void showFailure(failure);
    }
    if (signal.aborted) return;
    this.#pick.busy = false;
    const [first] = itemsFor(this.#session, typed, this.#question);
    if (this.#entered && first) take(first);
    this.#entered = false;
  }

  async #readMobile(): Promise<void> {
    await readMobile(this.#session, this.#closing.signal);
    if (!this.#closing.signal.aborted) this.#draw();
  }

  #draw(): void {
    const pick = this.#pick;
    const [before] = pick.activeItems;
    pick.items = itemsFor(this.#session, pick.value, this.#question);
    // What Enter takes stays, but what was merely typed gives way to a number that is found.
    const same = this.#typing
      ? undefined
      : pick.items.find(({ label, known }) => known && label === before?.label);
    pick.activeItems = [same ?? pick.items[0]].filter((item) => item !== undefined);
  }
}
