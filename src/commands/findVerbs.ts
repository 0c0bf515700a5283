import { noQuery } from '../core/find/query.ts';
import type { Where } from './findWhere.ts';

export { filter } from './findFilter.ts';
export { goTo } from './findNumber.ts';
export { group, sort } from './findOrder.ts';
export { save, saved } from './findSaved.ts';
export { search } from './findSearch.ts';
export { whereIn } from './findWhere.ts';

/** Puts the whole list back. */
export function clear({ finder }: Where): void {
  finder.set(noQuery);
}
