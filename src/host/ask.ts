import {
  InputBoxValidationSeverity,
  QuickInputButtons,
  window,
  type Disposable,
  type InputBoxValidationMessage,
  type QuickInput,
  type QuickPickItem,
} from 'vscode';

/** A question was answered by "Back". */
export const back = Symbol('back');
export type Back = typeof back;

/** Where a question stands among others, shown as "(1/3)"; from the second on there is a Back button. */
export interface Step {
  readonly title: string;
  readonly step?: number;
  readonly of?: number;
  /** Whether Back leads anywhere; by default from step 2 on. */
  readonly canGoBack?: boolean;
}

interface Question extends QuickInput {
  buttons: readonly unknown[];
  readonly onDidTriggerButton: (listener: (button: unknown) => void) => Disposable;
}

/** Shows a question until it is answered, gone back from or dismissed (undefined). */
function wait<T>(
  question: Question,
  step: Step,
  listen: (answer: (value: T) => void) => readonly Disposable[],
): Promise<T | Back | undefined> {
  question.title = step.title;
  question.step = step.step;
  question.totalSteps = step.of;
  // What was typed must survive a look at the browser where the key is.
  question.ignoreFocusOut = true;
  if (step.canGoBack ?? (step.step ?? 1) > 1) question.buttons = [QuickInputButtons.Back];
  return new Promise<T | Back | undefined>((resolve) => {
    const listeners: Disposable[] = [
      ...listen(resolve),
      question.onDidTriggerButton((button) => {
        if (button === QuickInputButtons.Back) resolve(back);
      }),
      question.onDidHide(() => {
        resolve(undefined);
        for (const listener of listeners) listener.dispose();
      }),
    ];
    question.show();
  }).finally(() => {
    question.dispose();
  });
}

/** What a check says about the text typed so far: fine, fine with a remark, or why not. */
export interface TextCheck {
  readonly ok: boolean;
  readonly remark?: string | undefined;
}

export interface TextQuestion extends Step {
  readonly prompt: string;
  readonly value?: string;
  readonly placeholder?: string;
  readonly secret?: boolean;
  readonly check: (typed: string) => TextCheck;
  /** Hears everything that is typed, so that going back and forth loses nothing. */
  readonly keep?: ((typed: string) => void) | undefined;
  /** What is wrong with the value given, until something is typed. */
  readonly trouble?: string | undefined;
}

const refusal = (message: string): InputBoxValidationMessage => ({
  message,
  severity: InputBoxValidationSeverity.Error,
});

/** Asks for a line of text. It is checked while typed; nothing that fails the check is taken. */
export function askText(question: TextQuestion): Promise<string | Back | undefined> {
  const box = window.createInputBox();
  box.prompt = question.prompt;
  box.value = question.value ?? '';
  box.placeholder = question.placeholder;
  box.password = question.secret ?? false;
  if (question.trouble !== undefined) box.validationMessage = refusal(question.trouble);
  return wait<string>(box, question, (answer) => [
    box.onDidChangeValue((typed) => {
      question.keep?.(typed);
      const { ok, remark } = question.check(typed);
      // An empty box is refused on Enter, not while it waits to be filled.
      if (remark === undefined || typed === '') box.validationMessage = undefined;
      else if (!ok) box.validationMessage = refusal(remark);
      else box.validationMessage = { message: remark, severity: InputBoxValidationSeverity.Info };
    }),
    box.onDidAccept(() => {
      const { ok, remark } = question.check(box.value);
      if (ok) answer(box.value);
      else box.validationMessage = refusal(remark ?? '');
    }),
  ]);
}

export interface Choice<T> extends QuickPickItem {
  readonly value?: T;
}

interface ListQuestion<T> extends Step {
  readonly placeholder: string;
  readonly choices: readonly Choice<T>[];
}

export interface ChoiceQuestion<T> extends ListQuestion<T> {
  /** The choice to stand on at first. */
  readonly active?: (value: T) => boolean;
}

/** Asks for one of some choices. */
export function askChoice<T>(question: ChoiceQuestion<T>): Promise<T | Back | undefined> {
  const pick = window.createQuickPick<Choice<T>>();
  pick.placeholder = question.placeholder;
  pick.matchOnDescription = true;
  pick.items = question.choices;
  const { active } = question;
  if (active) pick.activeItems = question.choices.filter(({ value }) => value !== undefined && active(value));
  return wait<T>(pick, question, (answer) => [
    pick.onDidAccept(() => {
      const value = pick.selectedItems[0]?.value;
      if (value !== undefined) answer(value);
    }),
  ]);
}

export interface SeveralQuestion<T> extends ListQuestion<T> {
  /** What is chosen already. */
  readonly ticked: (value: T) => boolean;
}

/** Asks for any of some choices; none is an answer, too. */
export function askSeveral<T>(question: SeveralQuestion<T>): Promise<readonly T[] | Back | undefined> {
  const pick = window.createQuickPick<Choice<T>>();
  pick.canSelectMany = true;
  pick.placeholder = question.placeholder;
  pick.items = question.choices;
  pick.selectedItems = question.choices.filter(({ value }) => value !== undefined && question.ticked(value));
  return wait<readonly T[]>(pick, question, (answer) => [
    pick.onDidAccept(() => {
      answer(pick.selectedItems.map(({ value }) => value).filter((value) => value !== undefined));
    }),
  ]);
}
