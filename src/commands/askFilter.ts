import { t } from '@vscode/l10n';
import type { Row } from '../core/resources/kind.ts';
import { askChoice, askText, back, type Back, type Step, type TextCheck } from '../host/ask.ts';
import { inLabel } from '../host/plainText.ts';

/** One part of a filter: what it is called, what it asks for now, and the question for its value. */
export interface FilterPart<F> {
  readonly label: string;
  readonly now?: string | undefined;
  readonly detail?: string;
  readonly ask: (filter: F, rows: readonly Row[]) => Promise<F | Back | undefined>;
}

export interface FilterQuestion<F> {
  readonly title: string;
  readonly placeholder: string;
  readonly parts: readonly FilterPart<F>[];
}

/** Asks for one part of a filter, then for its value; undefined when the person thought better of it. */
export async function askFilter<F>(
  { title, placeholder, parts }: FilterQuestion<F>,
  filter: F,
  rows: readonly Row[],
): Promise<F | undefined> {
  let active: FilterPart<F> | undefined;
  for (;;) {
    const part = await askChoice<FilterPart<F>>({
      title,
      step: 1,
      of: 2,
      placeholder,
      choices: parts.map((value) => ({
        label: value.label,
        value,
        ...(value.now && { description: inLabel(value.now) }),
        ...(value.detail !== undefined && { detail: value.detail }),
      })),
      active: (value) => value === active,
    });
    if (part === undefined || part === back) return undefined;
    active = part;
    const answer = await part.ask(filter, rows);
    if (answer !== back) return answer;
  }
}

interface EndsQuestion extends Step {
  /** What is asked for the beginning and for the end. */
  readonly prompts: readonly [string, string];
  readonly now: readonly [string | undefined, string | undefined];
  readonly placeholder: string;
  /** Judges an end as it is typed; for the second one it is told the first. */
  readonly check: (typed: string, first?: string) => TextCheck;
}

/** The two ends of a time as they were typed, each empty where nothing was. */
export async function askEnds({
  prompts,
  now,
  check,
  ...rest
}: EndsQuestion): Promise<readonly [string, string] | Back | undefined> {
  const from = await askText({ ...rest, prompt: prompts[0], value: now[0] ?? '', check });
  if (from === undefined || from === back) return from;
  const first = from.trim();
  const to = await askText({
    ...rest,
    prompt: prompts[1],
    value: now[1] ?? '',
    check: (typed) => check(typed, first),
  });
  return to === undefined || to === back ? to : [first, to.trim()];
}

const longestText = 500;

/** Some text to look for; empty where nothing is to be looked for any more. */
export async function askContained(
  question: Step & {
    readonly prompt: string;
    readonly placeholder?: string;
    readonly value: string | undefined;
  },
): Promise<string | Back | undefined> {
  const typed = await askText({
    ...question,
    value: question.value ?? '',
    check: (text) =>
      text.length <= longestText ? { ok: true } : { ok: false, remark: t('At most 500 characters.') },
  });
  return typeof typed === 'string' ? typed.trim() : typed;
}
