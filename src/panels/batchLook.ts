import type { Found } from '../core/plan/compare.ts';
import type { NumberName } from '../core/plan/plan.ts';
import type { LookProgress } from '../core/plan/plans.ts';
import { survey } from '../core/plan/survey.ts';
import type { Table } from '../core/settings/setting.ts';
import type { Door } from '../core/telnyx/door.ts';
import { Failure } from '../core/telnyx/failure.ts';

/** Records of the numbers that were read, or why they could not be. */
export type Looked =
  | { readonly phase: 'no' }
  | { readonly phase: 'looking'; readonly progress?: LookProgress; readonly stop: AbortController }
  | { readonly phase: 'yes'; readonly found: ReadonlyMap<string, Found> }
  | { readonly phase: 'failed'; readonly failure: Failure };

/** A look at what many numbers have now, which takes requests and can be stopped. */
export class BatchLook {
  readonly #numbers: readonly NumberName[];
  readonly #table: Table;
  readonly #onChange: () => void;
  #looked: Looked = { phase: 'no' };

  constructor(numbers: readonly NumberName[], table: Table, onChange: () => void) {
    this.#numbers = numbers;
    this.#table = table;
    this.#onChange = onChange;
  }

  get looked(): Looked {
    return this.#looked;
  }

  /** Looks, again if somebody did before. Never rejects: see `looked`. */
  async begin(door: Door): Promise<void> {
    this.stop();
    const stop = new AbortController();
    const isOurs = () => this.#looked.phase === 'looking' && this.#looked.stop === stop;
    this.#become({ phase: 'looking', stop });
    const table = this.#table;
    const records = [...new Set(table.settings.flatMap(({ record }) => record ?? []))];
    const onProgress = (progress: LookProgress) => {
      if (isOurs()) this.#become({ phase: 'looking', progress, stop });
    };
    try {
      const needed = { table, records };
      const found = await survey(door, this.#numbers, needed, { signal: stop.signal, onProgress });
      if (isOurs()) this.#become({ phase: 'yes', found });
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      const isLeft = thrown.kind === 'cancelled';
      if (isOurs()) this.#become(isLeft ? { phase: 'no' } : { phase: 'failed', failure: thrown });
    }
  }

  stop(): void {
    if (this.#looked.phase === 'looking') this.forget();
  }

  /** What was seen is of an account that is not open any more. */
  forget(): void {
    if (this.#looked.phase === 'looking') this.#looked.stop.abort();
    this.#become({ phase: 'no' });
  }

  #become(looked: Looked): void {
    this.#looked = looked;
    this.#onChange();
  }
}
