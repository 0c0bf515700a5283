import { literal, object, optional, safeParse, string, unknown, variant } from 'valibot';
import type { Acts, FromPage } from './page.ts';

const envelope = variant('type', [
  object({ type: literal('ready') }),
  object({ type: literal('act'), act: string(), detail: optional(unknown()) }),
]);

/** A message as a page may send it, its detail checked by the act's schema; undefined for anything else. */
export function receive<A extends Acts>(acts: A, message: unknown): FromPage<A> | undefined {
  const outer = safeParse(envelope, message);
  if (!outer.success) return undefined;
  if (outer.output.type === 'ready') return { type: 'ready' };
  const { act, detail } = outer.output;
  const schema = Object.hasOwn(acts, act) ? acts[act] : undefined;
  if (!schema) return undefined;
  const inner = safeParse(schema, detail);
  // The door where data comes in: name and detail were checked together by the act's own schema.
  return inner.success ? ({ type: 'act', act, detail: inner.output } as FromPage<A>) : undefined;
}
