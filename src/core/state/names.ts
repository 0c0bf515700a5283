import type { NumberIndex } from '../find/numberIndex.ts';
import type { FilterField, Query, Value } from '../find/query.ts';
import { valueName } from '../find/words.ts';
import type { ChoiceLists } from './choiceLists.ts';

/** Whether a query asks for billing groups in any way. */
const asksForGroups = ({ sort, group, filters }: Query) =>
  [sort, group, ...Object.keys(filters)].includes('billingGroup');

/** What people call the values of numbers: as the list of numbers tells, and for billing groups as their own list does. */
export class Names {
  readonly #index: NumberIndex;
  readonly #choices: ChoiceLists;
  readonly #learned: () => void;

  /** `learned` is called when names have come that were not known before. */
  constructor(index: NumberIndex, choices: ChoiceLists, learned: () => void) {
    this.#index = index;
    this.#choices = choices;
    this.#learned = learned;
  }

  of(field: FilterField | 'reference', value: Value): string {
    return valueName(field, value, (id) => {
      if (field === 'billingGroup') return this.#choices.name('billing-groups', id);
      if (field !== 'connection' && field !== 'messagingProfile') return undefined;
      return this.#index.name(field, this.#index.words(field).find(id) ?? 0);
    });
  }

  /** Loads the names that a query or a field needs. Where they cannot be had, ids stand for them. */
  learn(wanted: Query | FilterField | undefined): void {
    const groups = typeof wanted === 'object' ? asksForGroups(wanted) : wanted === 'billingGroup';
    if (groups && this.#choices.state('billing-groups')?.phase !== 'ready')
      void this.#choices.load('billing-groups').then(this.#learned);
  }
}
