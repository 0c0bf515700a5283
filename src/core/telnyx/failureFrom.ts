import { t } from '@vscode/l10n';
import { Cancelled } from './cancel.ts';
import { connectionTrouble } from './connection.ts';
import { DeadlineExceeded } from './deadline.ts';
import { Failure, type FailureParts } from './failure.ts';

/** What was going on when something was thrown. */
export interface FailureContext {
  /** The host of the API, for sentences about the connection. */
  readonly host: string;
  /** True once a request that changes something is on its way: then no answer means "perhaps". */
  readonly writeSent: boolean;
}

/** Anything thrown as a Failure. Says nothing of what the thrown thing says: that may hold headers and bodies. */
export function failureFrom(thrown: unknown, context: FailureContext): Failure {
  if (thrown instanceof Failure) return thrown;
  // The SDK wraps what its fetch throws.
  if (thrown instanceof Error && thrown.cause instanceof Failure) return thrown.cause;
  const effect = context.writeSent ? 'unclear' : 'no';
  if (thrown instanceof Cancelled || nameOf(thrown) === 'AbortError')
    return withDoubt({ kind: 'cancelled', sentence: t('Cancelled.'), wayOut: 'none', effect });
  if (thrown instanceof DeadlineExceeded) {
    const sentence = t('{0} did not answer in time. Try again.', context.host);
    return withDoubt({ kind: 'timeout', sentence, wayOut: 'retry', effect, cause: 'deadline' });
  }
  const trouble = connectionTrouble(thrown, context.host);
  if (trouble) {
    const { neverSent, ...parts } = trouble;
    return withDoubt({ ...parts, wayOut: 'retry', effect: neverSent ? 'no' : effect });
  }
  return withDoubt({
    kind: 'unknown',
    sentence: t('Something unexpected went wrong in this extension. The log tells more.'),
    wayOut: 'show-log',
    effect,
    cause: nameOf(thrown),
  });
}

/** A failure of a write that may have happened all the same says so, and offers no way to send it again. */
export function withDoubt(parts: FailureParts): Failure {
  if (parts.effect !== 'unclear') return new Failure(parts);
  const doubt = t('The change may have been made all the same: look before doing it again.');
  return new Failure({
    ...parts,
    sentence: `${parts.sentence} ${doubt}`,
    wayOut: parts.wayOut === 'retry' ? 'none' : parts.wayOut,
  });
}

function nameOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : typeof thrown;
}
