import type { Body } from './body.ts';
import { decodeWhole } from './delivery.ts';
import { hidden } from './headers.ts';
import { hiddenUrl } from './hiddenUrl.ts';
import { maskedBody } from './maskedBody.ts';

const masked = <B extends Body>(body: B): B => ({ ...body, text: maskedBody(body.text) });

/** One try of a delivery for reading and comparing; secrets in headers, URLs and bodies are masked. Null for a try that is not told. */
export function attemptRecord(record: unknown, number: number): unknown {
  const found = decodeWhole(record)?.attempts.find((attempt) => attempt.number === number);
  if (!found) return null;
  const { status, startedAt, finishedAt, errors, request, answer } = found;
  return {
    status,
    started_at: startedAt,
    finished_at: finishedAt,
    errors,
    request: {
      ...request,
      ...(request.url !== undefined && { url: hiddenUrl(request.url) }),
      headers: request.headers?.map(hidden),
      ...(request.body && { body: masked(request.body) }),
    },
    ...(answer && {
      answer: {
        ...answer,
        headers: answer.headers?.map(hidden),
        ...(answer.body && { body: masked(answer.body) }),
      },
    }),
  };
}
