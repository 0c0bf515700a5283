import { t } from '@vscode/l10n';
import { Cancelled } from './cancel.ts';
import { DeadlineExceeded } from './deadline.ts';
import { connectionTrouble } from './connection.ts';

export type FailureKind =
  | 'cancelled'
  | 'offline'
  | 'timeout'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'rejected'
  | 'rate-limited'
  | 'server'
  | 'unreadable'
  | 'read-only'
  | 'misuse'
  | 'unknown';

/** What a person can do about a failure; the host turns it into a button. */
export type WayOut = 'retry' | 'replace-key' | 'check-account' | 'show-log' | 'none';

/** One complaint of the API about a request (several may come at once). */
export interface Fault {
  readonly sentence: string;
  readonly code?: string;
  /** `source.pointer` with a leading slash; absent for the request as a whole (`/base`, `/`). */
  readonly pointer?: string;
}

export interface FailureParts {
  readonly kind: FailureKind;
  /** One sentence for people: what is wrong and what to do. No key, header or raw SDK message. */
  readonly sentence: string;
  readonly wayOut: WayOut;
  readonly status?: number;
  readonly requestId?: string;
  readonly faults?: readonly Fault[];
  /** Whether the request may have had an effect: 'no' (refused or never sent), 'unclear' (sent, no clear answer). */
  readonly effect?: 'no' | 'unclear';
  /** For the log. The door gives a code or the name of an error only: messages may hold headers and bodies. */
  readonly cause?: unknown;
}

/** Anything that went wrong, in words for people. The only error that leaves the door. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly kind: FailureKind;
  readonly wayOut: WayOut;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly faults: readonly Fault[];
  readonly effect: 'no' | 'unclear';

  constructor(parts: FailureParts) {
    super(parts.sentence, parts.cause === undefined ? {} : { cause: parts.cause });
    this.kind = parts.kind;
    this.wayOut = parts.wayOut;
    this.status = parts.status;
    this.requestId = parts.requestId;
    this.faults = parts.faults ?? [];
    this.effect = parts.effect ?? 'no';
  }

  /** The sentence for people. */
  get sentence(): string {
    return this.message;
  }
}

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
