/** One entry of the documented error body. Telnyx sends codes as strings here. */
export interface SampleError {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly source?: { readonly pointer?: string; readonly parameter?: string };
  readonly meta?: { readonly url: string };
}

/** What the account says to one request. `body` is JSON; `text` is sent as it is, with its own content type. */
export interface Answer<Body = unknown> {
  readonly status: number;
  readonly body?: Body;
  readonly text?: string;
  readonly type?: string;
}

/** A 200 (or another success) whose body has the type the SDK declares for the operation. */
export function ok<Body>(body: Body, status = 200): Answer<Body> {
  return { status, body };
}

/** Thrown by handlers; the router turns it into the error envelope. */
export class Refusal extends Error {
  readonly status: number;
  readonly errors: readonly SampleError[];

  constructor(status: number, errors: readonly SampleError[]) {
    super(errors[0]?.detail ?? String(status));
    this.status = status;
    this.errors = errors;
  }
}

export function problem(code: string, title: string, detail: string, pointer?: string): SampleError {
  return {
    code,
    title,
    detail,
    ...(pointer === undefined ? {} : { source: { pointer } }),
    meta: { url: `https://developers.telnyx.com/docs/overview/errors/${code}` },
  };
}

/** 404: the resource does not exist, or is not this account's. */
export function notFound(pointer?: string): Refusal {
  const detail = 'The requested resource or URL could not be found.';
  return new Refusal(404, [problem('10005', 'Resource not found', detail, pointer)]);
}

/** 422 with the one complaint most operations have. */
export function unprocessable(detail: string, pointer: string, title = 'Bad Request'): Refusal {
  return new Refusal(422, [problem('10015', title, detail, pointer)]);
}

export function badRequest(detail: string, pointer: string, title = 'Bad Request'): Refusal {
  return new Refusal(400, [problem('10015', title, detail, pointer)]);
}

/** The error body. Some areas know only the code and the words: no pointer, no link. */
export function envelope({ status, errors }: Refusal, bare = false): Answer {
  const shown = bare ? errors.map(({ code, title, detail }) => ({ code, title, detail })) : errors;
  return { status, body: { errors: shown } };
}
