/** An answer read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** The body is larger than anything this API sends. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';

  constructor() {
    super('Body too large');
  }
}

/** Bytes; a page of 250 numbers has some 400 kB. */
export const largestBody = 64 * 1024 * 1024;

/** Reads the whole body; whoever calls sets the deadline through the signal given to `fetch`. */
export async function readWhole(response: Response): Promise<Answer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const stream: ReadableStream<Uint8Array> | null = response.body;
  if (stream) {
    for await (const chunk of stream) {
      size += chunk.byteLength;
      // Leaving the loop cancels the stream.
      if (size > largestBody) throw new TooLarge();
      chunks.push(chunk);
    }
  }
  const body = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.byteLength;
  }
  return { status: response.status, headers: response.headers, body };
}

/** The id under which the server keeps this request, for questions to its support; absent if it does not say. */
export function requestIdOf(headers: Headers): string | undefined {
  const id = headers.get('x-request-id')?.trim();
  return id && /^[\w.:/+=-]{1,100}$/.test(id) ? id : undefined;
}

/** The body as JSON; undefined when it is none. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** True for a web page, as proxies and sign-in pages of networks send in place of data. */
export function isPage(headers: Headers, text: string): boolean {
  return /\bhtml\b/i.test(headers.get('content-type') ?? '') || /^\s*<(!doctype|html)/i.test(text);
}
