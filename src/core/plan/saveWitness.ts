import { t } from '@vscode/l10n';
import type { Operation, Values } from '../settings/setting.ts';
import type { Clock } from '../telnyx/clock.ts';
import type { StepResult, Witness } from './engine.ts';
import type { Entry, EntryOf } from './entries.ts';
import { Hiding } from './hide.ts';
import type { Journal } from './journal.ts';
import { beside, valuesIn } from './stepBody.ts';
import { copied, planTexts } from './stepEntries.ts';
import type { Lease } from './lease.ts';
import type { Ledger } from './ledger.ts';
import { tableOf } from './tables.ts';
import { toSend, type NumberPlan } from './plan.ts';
import type { Family } from './proposal.ts';
import { endOf } from './report.ts';
import { order, type Step } from './route.ts';
import { endOf as endingOf, refusal } from './singles.ts';

interface WitnessParts {
  readonly family: Family;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly open: (
    head: EntryOf<'begin'>,
    steps: readonly Step[],
  ) => Promise<{ readonly lease: Lease; readonly journal: Journal }>;
  readonly forget: (id: string) => Promise<void>;
  readonly onEnd: () => void;
}

/**
 * Keeps the journal of the save of one number document. A save is never stopped for the sake of its record: a person
 * waits for it, and nothing is sent again because of it. So where the journal cannot be written, the record goes.
 */
export class SaveWitness implements Witness {
  readonly #parts: WitnessParts;
  readonly #hiding: Hiding;
  #kept: { readonly lease: Lease; readonly journal: Journal } | undefined;
  #operations: readonly number[] = [];

  constructor(parts: WitnessParts) {
    this.#parts = parts;
    this.#hiding = new Hiding(tableOf(parts.family));
  }

  async begin(plan: NumberPlan, live: Values): Promise<void> {
    const { family, clock, newId, open } = this.#parts;
    const steps = this.#stepsOf(plan, live);
    const at = clock.now();
    const head: EntryOf<'begin'> = {
      kind: 'begin',
      id: newId(),
      at,
      source: 'documents',
      family,
      title: t('Edit {0}', plan.number.phoneNumber),
      numbers: 1,
      deletions: 0,
      steps: steps.length,
    };
    try {
      this.#kept = await open(head, steps);
      for (const text of planTexts(head, this.#hiding.steps(steps)))
        await this.#kept.journal.appendText(text);
    } catch {
      await this.#giveUp();
    }
    await this.#append({ kind: 'go', at });
  }

  async sending(operation: Operation): Promise<void> {
    await this.#append({
      kind: 'send',
      n: this.#operations.indexOf(operation),
      at: this.#parts.clock.now(),
      i: 0,
    });
  }

  async came(step: StepResult): Promise<void> {
    const at = this.#parts.clock.now();
    const n = this.#operations.indexOf(step.operation);
    const end = endingOf(step);
    const { became, code, sentence, kept } = 'ending' in end ? end.ending : refusal(end.again);
    const told = sentence === undefined ? null : this.#hiding.text(sentence);
    await this.#append(
      {
        kind: 'told',
        n,
        at,
        rows: [[0, became, code ?? null, told]],
        ...(kept && { kept: { 0: copied(this.#hiding.values(kept)) } }),
      },
      { kind: 'done', n, at },
    );
  }

  async over(): Promise<void> {
    const { ledger } = this.#kept?.journal ?? {};
    if (ledger && !mayHaveChanged(ledger)) await this.#forget();
    else if (ledger) await this.#append(endOf(ledger, 'done', this.#parts.clock.now()));
    await this.#giveUp();
    this.#parts.onEnd();
  }

  #stepsOf(plan: NumberPlan, live: Values): readonly Step[] {
    const table = tableOf(this.#parts.family);
    const changes = toSend(plan);
    this.#operations = order.filter((operation) =>
      changes.some(({ setting }) => setting.operation === operation),
    );
    return this.#operations.flatMap((operation): Step[] => {
      const own = changes.filter(({ setting }) => setting.operation === operation);
      const [first] = own;
      if (!first) return [];
      const row = { number: plan.number, before: beside(own, live, table), mine: valuesIn(own) };
      return [{ operation: first.setting.operation, way: 'single', rows: [row] }];
    });
  }

  async #append(...entries: readonly Entry[]): Promise<void> {
    try {
      await this.#kept?.journal.append(...entries);
    } catch {
      // What a record that ends in the middle does not tell is sent all the same: nobody may resume it.
      await this.#forget();
    }
  }

  async #forget(): Promise<void> {
    const id = this.#kept?.journal.ledger.head.id;
    await this.#giveUp();
    if (id !== undefined) await this.#parts.forget(id).catch(() => undefined);
  }

  async #giveUp(): Promise<void> {
    const kept = this.#kept;
    this.#kept = undefined;
    await kept?.lease.release();
  }
}

/** A save that was refused as a whole leaves nothing to take back; the editor has said why. */
const mayHaveChanged = ({ steps }: Ledger): boolean =>
  steps.some((step) =>
    step.step.rows.some((_, row) => step.ending(row).became !== 'failed' || step.ending(row).kept),
  );
