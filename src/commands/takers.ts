import type { Ability, Item } from '../core/model/item.ts';
import type { NumberSubject } from './subject.ts';

/** Who a verb goes to, of the rows it was run on. */
export interface Takers {
  readonly taken: readonly NumberSubject[];
  /** What they are called that it cannot go to. */
  readonly left: readonly string[];
}

/**
 * A verb goes to the numbers that can take it, and to those beside them of the same family that cannot at this time:
 * the plan it leads to marks those as blocked and says why. Where none of a family can take it, that family is left
 * out. Nothing at all is taken where no row can take it.
 */
export function takersOf(ability: Ability, items: readonly Item[]): Takers {
  const able = new Set(items.flatMap((item) => (item.abilities.includes(ability) ? familyOf(item) : [])));
  const taken: NumberSubject[] = [];
  const left: string[] = [];
  for (const { label, subject } of items)
    if (subject?.type === 'number' && able.has(subject.mobile ?? false)) taken.push(subject);
    else left.push(label);
  return { taken, left };
}

const familyOf = ({ subject }: Item) => (subject?.type === 'number' ? [subject.mobile ?? false] : []);
