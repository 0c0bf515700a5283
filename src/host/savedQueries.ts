import * as v from 'valibot';
import type { Memento } from 'vscode';
import { querySchema, type Query } from '../core/find/query.ts';

const stateKey = 'telnyx.queries';

export interface SavedQuery {
  readonly name: string;
  readonly query: Query;
}

const saved = v.object({ name: v.pipe(v.string(), v.minLength(1), v.maxLength(60)), query: querySchema });

/** Queries by name, kept with the workspace. What cannot be read is left out, and left alone until something is saved. */
export class SavedQueries {
  readonly #state: Memento;

  constructor(state: Memento) {
    this.#state = state;
  }

  get list(): readonly SavedQuery[] {
    const stored = v.safeParse(v.array(v.unknown()), this.#state.get(stateKey));
    if (!stored.success) return [];
    return stored.output.flatMap((one): SavedQuery[] => {
      const result = v.safeParse(saved, one);
      return result.success ? [result.output] : [];
    });
  }

  /** Saves a query; one of the same name is replaced. */
  async save(name: string, query: Query): Promise<void> {
    const others = this.list.filter((one) => one.name !== name);
    const all = [...others, { name, query }].sort((one, other) => one.name.localeCompare(other.name));
    await this.#state.update(stateKey, all);
  }

  async remove(name: string): Promise<void> {
    await this.#state.update(
      stateKey,
      this.list.filter((one) => one.name !== name),
    );
  }
}
