import { t } from '@vscode/l10n';
import type { Tone } from '../model/item.ts';
import type { Plans } from '../plan/plans.ts';
import type { NumberResult, RunSummary } from '../plan/run.ts';
import type { Failure } from '../telnyx/failure.ts';
import { failureFrom } from '../telnyx/failureFrom.ts';
import { isCalled } from './about.ts';
import type { About, Entry, Source } from './entry.ts';

/** What a plan came to for one number, in words. */
export type TellPlan = (result: NumberResult) => { readonly words: string; readonly tone: Tone };

interface PlanSourceParts {
  /** The plans that were applied here. */
  readonly plans: () => Promise<Pick<Plans, 'recent' | 'open'>>;
  readonly about: About;
  readonly tell: TellPlan;
  readonly changed: () => void;
}

/** Journals at once: one of many numbers takes a while to read. */
const mostRuns = 40;

/** The plans applied on this machine that had the number among theirs, as their journals tell. */
export class PlanSource implements Source {
  readonly name = 'plan';
  readonly limit = undefined;
  readonly #parts: PlanSourceParts;
  readonly #entries: Entry[] = [];
  #runs: readonly RunSummary[] | undefined;
  #looked = 0;
  #failure: Failure | undefined;
  #closed = false;

  constructor(parts: PlanSourceParts) {
    this.#parts = parts;
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  get looked(): number {
    return this.#looked;
  }

  get failure(): Failure | undefined {
    return this.#failure;
  }

  get back(): number {
    if (!this.#runs) return Infinity;
    const last = this.#runs[this.#looked - 1];
    if (this.#looked === this.#runs.length) return -Infinity;
    return last ? last.startedAt : Infinity;
  }

  async readTo(since: number): Promise<void> {
    this.#failure = undefined;
    try {
      const plans = await this.#parts.plans();
      this.#runs ??= (await plans.recent()).toSorted((one, other) => other.startedAt - one.startedAt);
      for (const run of this.#runs.slice(this.#looked, this.#looked + mostRuns)) {
        if (this.#closed || this.back <= since) break;
        const entry = await this.#entryOf(plans, run);
        if (entry) this.#entries.push(entry);
        this.#looked += 1;
      }
    } catch (thrown) {
      this.#failure = failureFrom(thrown, { host: '', writeSent: false });
    }
    if (!this.#closed) this.#parts.changed();
  }

  dispose(): void {
    this.#closed = true;
  }

  async #entryOf(plans: Pick<Plans, 'open'>, run: RunSummary): Promise<Entry | undefined> {
    const about = { key: `plan/${run.id}`, source: this.name, title: run.title } as const;
    const opens = { type: 'plan', id: run.id } as const;
    // A record that cannot be read says nothing about when, either.
    const at = run.startedAt > 0 ? run.startedAt : undefined;
    let result: NumberResult | undefined;
    try {
      const record = await plans.open(run.id);
      result = record
        .results()
        .find(({ number }) => isCalled(this.#parts.about, number.id, number.phoneNumber));
      if (!result && !record.state.damaged) return undefined;
    } catch {
      result = undefined;
    }
    if (!result) {
      const detail = t('Its record cannot be read in full: whether it changed this number is unknown.');
      return { ...about, at, detail, tone: 'muted', opens };
    }
    const { words, tone } = this.#parts.tell(result);
    return { ...about, at, detail: words, tone, opens };
  }
}
