import type { FailureKind } from './failure.ts';

/** One request as the log may tell it: no headers, no bodies, no keys, no values of filters. */
export interface Traffic {
  readonly method: string;
  /** Below the base URL; in the query only page numbers and sizes keep their values. */
  readonly path: string;
  /** From 1; more than 1 when a read was sent again. */
  readonly attempt: number;
  /** Milliseconds from sending to the end of the body. */
  readonly ms: number;
  /** Absent when no answer came. */
  readonly status?: number;
  readonly requestId?: string;
  /** Absent when it went well. */
  readonly problem?: FailureKind;
}

/** The path as the log may tell it. */
export function tellablePath(path: string, secret: string | undefined): string {
  const [route = '', query] = path.split('?');
  const shown = query
    ?.split('&')
    .map((pair) => decodeURIComponent(pair).split('='))
    .map(([key = '', value = '']) => `${key}=${key.startsWith('page[') ? value : '…'}`)
    .join('&');
  const whole = shown === undefined ? route : `${route}?${shown}`;
  return secret ? whole.replaceAll(secret, '***') : whole;
}
