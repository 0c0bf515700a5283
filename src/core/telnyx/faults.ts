import * as v from 'valibot';
import { brief } from '../model/text.ts';
import type { Fault } from './failure.ts';

const text = v.fallback(
  v.optional(
    v.pipe(
      v.union([v.string(), v.number()]),
      v.transform((value) => String(value)),
    ),
  ),
  undefined,
);

const entry = v.object({
  code: text,
  title: text,
  detail: text,
  description: text,
  source: v.fallback(v.optional(v.object({ pointer: text })), undefined),
});

const envelope = v.object({ errors: v.array(v.unknown()) });

/**
 * The complaints in an error body, or beside the rows of a list (D11). Empty when the body is not the documented
 * envelope `{ errors: [{ code, title, detail, source }] }`: some areas answer without one.
 */
export function faultsIn(body: unknown, secret?: string): readonly Fault[] {
  const decoded = v.safeParse(envelope, body);
  return decoded.success ? decoded.output.errors.flatMap((raw) => fault(raw, secret)) : [];
}

function fault(raw: unknown, secret: string | undefined): Fault[] {
  const decoded = v.safeParse(entry, raw);
  if (!decoded.success) return [];
  const { code, title, source } = decoded.output;
  const detail = decoded.output.detail ?? decoded.output.description;
  const sentence = [title, detail === title ? undefined : detail]
    .flatMap((part) => plain(part ?? '', secret) || [])
    .join(': ');
  const pointer = normalised(source?.pointer);
  if (!sentence && !code) return [];
  return [
    {
      sentence: sentence || plain(code ?? '', secret),
      ...(code && { code: plain(code, secret) }),
      ...(pointer && { pointer: plain(pointer, secret) }),
    },
  ];
}

/** Pointers come with and without a leading slash; `/base` and `/` mean the request as a whole. */
function normalised(pointer: string | undefined): string | undefined {
  const path = pointer?.replace(/^\/+/, '');
  return !path || path === 'base' ? undefined : `/${path}`;
}

/**
 * Text of a server made safe for a sentence: one line, nothing unseen, no link that a notification would make
 * clickable, no key, not endless.
 */
export function plain(text: string, secret?: string): string {
  const shown = (secret ? text.replaceAll(secret, '***') : text)
    .replace(/\bKEY[\w-]{8,}/g, '***')
    .replace(/\b(Bearer|Basic)\s+\S+/gi, '$1 ***')
    .replace(/\s+/g, ' ')
    .replaceAll('](', '] (')
    .trim();
  return brief(shown, 300);
}
