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
