import type { FailureText } from '../core/protocol/failure.ts';
import type { Failure } from '../core/telnyx/failure.ts';

/** A failure for a page: trying again is always offered there, so only another way out is named. */
export function failureText({ sentence, requestId, wayOut }: Failure): FailureText {
  return {
    sentence,
    ...(requestId !== undefined && { requestId }),
    ...(wayOut !== 'retry' && wayOut !== 'none' && { repair: wayOut }),
  };
}
