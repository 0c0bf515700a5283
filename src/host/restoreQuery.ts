import * as v from 'valibot';
import { inForce, querySchema } from '../core/find/query.ts';
import { finderOf } from '../core/state/finder.ts';
import type { Session } from '../core/state/session.ts';

/** Puts a stored query in force, unless a person was quicker. What cannot be read is no query. */
export function restoreQuery(session: Session, stored: unknown): void {
  const query = v.safeParse(querySchema, stored);
  if (session.closed || !query.success) return;
  const finder = finderOf(session);
  if (!inForce(finder.query)) finder.set(query.output);
}
