/** One request as the account saw it. The key is named, never kept. */
export interface LoggedRequest {
  /** Milliseconds on the account's clock. */
  readonly at: number;
  readonly method: string;
  /** The path as it was asked for, `/v2` and all. */
  readonly path: string;
  /** The query string as it was sent, decoded. */
  readonly query: string;
  /** The JSON body, or its text when it is no JSON; undefined when there was none. */
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** Which of the account's keys it came with; undefined for none or a wrong one. */
  readonly key: string | undefined;
  /** What the SDK says of its own retries (`X-Stainless-Retry-Count`), or undefined. */
  readonly retryCount: number | undefined;
  readonly status: number;
  /** The number of the operation it reached, 0 for a list of choices, undefined for none. */
  readonly operation: number | undefined;
}

const mostKept = 20_000;

/** The newest requests, oldest first. */
export class RequestLog {
  readonly entries: LoggedRequest[] = [];
  #count = 0;

  add(entry: LoggedRequest): void {
    this.#count += 1;
    this.entries.push(entry);
    if (this.entries.length > mostKept) this.entries.splice(0, this.entries.length - mostKept / 2);
  }

  /** The request id of the answer being given. */
  lastId(): string {
    return `sample-${this.#count}`;
  }
}
