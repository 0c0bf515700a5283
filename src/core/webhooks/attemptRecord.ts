import { decodeWhole } from './delivery.ts';
import { hidden } from './headers.ts';
import { hiddenUrl } from './hiddenUrl.ts';
import { maskedBody } from './maskedBody.ts';

/** One try of a delivery for reading and comparing; secrets in headers, in the URL and of the URL in the body are masked. Null for a try that is not told. */
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
      ...(request.body && { body: { ...request.body, text: maskedBody(request.body.text) } }),
    },
    ...(answer && { answer: { ...answer, headers: answer.headers?.map(hidden) } }),
  };
}
