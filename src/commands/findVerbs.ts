import { noQuery } from '../core/find/query.ts';
import { finderOf } from '../core/state/finder.ts';
import type { Session } from '../core/state/session.ts';

export { filter } from './findFilter.ts';
export { goTo } from './findNumber.ts';
export { group, sort } from './findOrder.ts';
export { save, saved } from './findSaved.ts';
export { search } from './findSearch.ts';

/** Puts the whole list back. */
export function clear(session: Session): void {
  finderOf(session).set(noQuery);
}
