import * as v from 'valibot';
import { maskedText } from './maskedBody.ts';

/** One try to deliver a webhook, in the one shape the rest of the extension knows. */
export interface Attempt {
  readonly status?: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  /** How long the try took; absent when either end is not known. */
  readonly milliseconds?: number;
  readonly url?: string;
  /** The HTTP status of the answer; absent when no answer came. */
  readonly httpStatus?: number;
  /** What Telnyx says went wrong: a code that it explains nowhere, sometimes with words. */
  readonly errors: readonly AttemptError[];
}

export interface AttemptError {
  readonly code?: string;
  /** Without the secrets of URLs in them. */
  readonly words?: string;
}

const text = v.fallback(v.optional(v.string()), undefined);
const error = v.union([
  v.pipe(
    v.union([v.number(), v.string()]),
    v.transform((code): AttemptError => ({ code: String(code) })),
  ),
  v.pipe(
    v.object({ code: v.optional(v.union([v.number(), v.string()])), title: text, detail: text }),
    v.transform(({ code, title, detail }): AttemptError => {
      const words = maskedText([title, detail].filter(Boolean).join(': '));
      return { ...(code !== undefined && { code: String(code) }), ...(words && { words }) };
    }),
  ),
]);

const answer = v.object({ status: v.number() });
const attempt = v.object({
  status: text,
  started_at: text,
  finished_at: text,
  errors: v.fallback(v.array(v.unknown()), []),
  http: v.fallback(
    v.optional(
      v.object({
        request: v.fallback(v.optional(v.object({ url: text })), undefined),
        response: v.fallback(v.optional(answer), undefined),
      }),
    ),
    undefined,
  ),
});

function between(from: string | undefined, to: string | undefined): number | undefined {
  if (from === undefined || to === undefined) return undefined;
  const milliseconds = Date.parse(to) - Date.parse(from);
  return Number.isNaN(milliseconds) || milliseconds < 0 ? undefined : milliseconds;
}

/**
 * Decodes an entry of `attempts` (operations 38 and 39). Both known shapes are taken: error codes as integers or
 * as objects, an answer that is missing, null or misspelt.
 */
export function decodeAttempt(raw: unknown): Attempt | undefined {
  const result = v.safeParse(attempt, raw);
  if (!result.success) return undefined;
  const { status, started_at: startedAt, finished_at: finishedAt, http, errors } = result.output;
  const milliseconds = between(startedAt, finishedAt);
  const url = http?.request?.url;
  return {
    ...(status !== undefined && { status }),
    ...(startedAt !== undefined && { startedAt }),
    ...(finishedAt !== undefined && { finishedAt }),
    ...(milliseconds !== undefined && { milliseconds }),
    ...(url !== undefined && { url }),
    ...(http?.response && { httpStatus: http.response.status }),
    errors: errors.flatMap((given) => {
      const decoded = v.safeParse(error, given);
      return decoded.success ? [decoded.output] : [];
    }),
  };
}
