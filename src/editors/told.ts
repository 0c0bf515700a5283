import { t } from '@vscode/l10n';
import type { Outcome } from '../core/plan/engine.ts';
import type { ReadDocument } from '../core/settings/readDocument.ts';
import { sameKnown } from '../core/settings/kinds.ts';
import { settingId, type Setting, type Table, type Value, type Values } from '../core/settings/setting.ts';
import type { Failure } from '../core/telnyx/failure.ts';
import { aboutId } from './about.ts';
import { NotSaved } from './notSaved.ts';
import { noticeOf, reasonOf, type Notice } from './results.ts';

interface Complaint {
  readonly value: Value | undefined;
  readonly sentences: readonly string[];
}

/**
 * What a person is told of the last save: about the whole, and by the server against single values. A complaint stands
 * until the value is another.
 */
export class Told {
  #notice: Notice | undefined;
  /** Why the number could not be looked at; stands before the notice until it could. */
  #trouble: Notice | undefined;
  #complaints: ReadonlyMap<string, Complaint> = new Map();

  get notice(): Notice | undefined {
    return this.#trouble ?? this.#notice;
  }

  /** What was said of this value of a setting. */
  complaints(setting: Setting, value: Value | undefined): readonly string[] {
    const complaint = this.#complaints.get(settingId(setting));
    return complaint && sameKnown(complaint.value, value) ? complaint.sentences : [];
  }

  /** Takes what a save came to; `sent` are the values that the text says, `live` what the account holds now. */
  save(outcome: Outcome, sent: Values, live: Values, table: Table): void {
    this.#say(noticeOf(outcome, live, table));
    const steps = outcome.result === 'sent' ? outcome.steps : [];
    const faults = steps.flatMap((step) =>
      step.result === 'refused' ? Object.entries(step.faults.fields) : [],
    );
    this.#complaints = new Map(faults.map(([id, sentences]) => [id, { value: sent[id], sentences }]));
  }

  /** Why a save did not do all of it. */
  refusal(outcome: Outcome, live: Values, table: Table): NotSaved {
    const part =
      outcome.result === 'sent' &&
      outcome.steps.some(({ result }) => result === 'saved' || result === 'underway');
    const left = outcome.result === 'conflict' ? 'a choice' : part ? 'a part' : 'all';
    return new NotSaved(reasonOf(outcome, live, table), left);
  }

  /** Throws when something is wrong with a text as far as can be told here. */
  check({ problems }: ReadDocument, table: Table): void {
    const [problem, ...more] = problems;
    if (!problem) return;
    const rest = more.length === 0 ? '' : ` ${t('({0} more problems)', more.length)}`;
    const sentence = `${t('Nothing was saved.')} ${aboutId(table.settings, problem.setting, problem.sentence)}${rest}`;
    this.#say({ tone: 'error', sentence });
    throw new NotSaved(sentence);
  }

  /** The number could not be looked at. */
  missed({ sentence }: Failure): void {
    this.#trouble = { tone: 'error', sentence };
  }

  /** The number was looked at. */
  found(): void {
    this.#trouble = undefined;
  }

  forget(): void {
    this.#say(undefined);
    this.#complaints = new Map();
  }

  #say(notice: Notice | undefined): void {
    this.#notice = notice;
    this.#trouble = undefined;
  }
}
