import type { Telnyx } from 'telnyx';
import type { Random } from './random.ts';
import { iso } from './time.ts';

export type PlainAttempt = Telnyx.WebhookDeliveries.Attempt;

/** An attempt as the SDK types it, and as Telnyx's own examples show it otherwise (D21). */
export type Attempt =
  | PlainAttempt
  | (Omit<PlainAttempt, 'errors' | 'http'> & {
      readonly errors?: readonly { readonly code: string; readonly title: string; readonly detail: string }[];
      readonly http?: {
        readonly request: {
          readonly url: string;
          readonly method?: string;
          readonly headers: readonly string[];
        };
        readonly reponse?: null;
        readonly response?: null;
      };
    });

/** What one try met. */
export interface Meeting {
  readonly status: 'delivered' | 'failed';
  readonly took: number;
  readonly http?: number;
  readonly body?: string;
  /** Why no answer came: 75001 is a name that could not be resolved. */
  readonly error?: number;
}

export const htmlError =
  '<html><head><title>503 Service Temporarily Unavailable</title></head><body>nginx</body></html>';

/** Usually well; now and then a first try fails, and rarely all of them. */
export function usualMeeting(random: Random, first: boolean): Meeting {
  if (first && random.chance(0.03)) {
    const http = random.pick([404, 500, 502, 429]);
    return {
      status: 'failed',
      took: random.between(50, 900),
      http,
      body: http === 404 ? 'Oops. Not found.' : htmlError,
    };
  }
  return {
    status: 'delivered',
    took: random.between(30, 420),
    http: random.pick([200, 200, 200, 204]),
    body: random.pick(['', 'OK', '{"received":true}']),
  };
}

function answer(random: Random, meeting: Meeting): Telnyx.WebhookDeliveries.HTTP.Response | undefined {
  if (meeting.http === undefined) return undefined;
  const type = meeting.body?.startsWith('{') ? 'application/json' : 'text/html';
  return {
    status: meeting.http,
    headers: [
      ['Content-Type', type],
      ['Server', 'nginx'],
      ['X-Request-Id', random.hex(16)],
    ],
    body: meeting.body ?? '',
  };
}

/** One try to deliver, in the shape the SDK types. */
export function attempt(random: Random, url: string, startedAt: number, meeting: Meeting): PlainAttempt {
  const request = {
    url,
    headers: [
      ['Content-Type', 'application/json'],
      ['User-Agent', 'telnyx-webhooks'],
      ['Telnyx-Timestamp', String(Math.floor(startedAt / 1000))],
    ],
  };
  const response = answer(random, meeting);
  const code = meeting.error ?? (meeting.status === 'failed' ? 75499 : undefined);
  return {
    status: meeting.status,
    started_at: iso(startedAt),
    finished_at: iso(startedAt + meeting.took),
    ...(code === undefined ? {} : { errors: [code] }),
    http: response ? { request, response } : { request },
  };
}

/** The older shape of an attempt without an answer: error objects, header lines, a misspelt null. */
export function oldShape(plain: PlainAttempt): Attempt {
  const url = plain.http?.request?.url ?? '';
  return {
    ...(plain.status && { status: plain.status }),
    ...(plain.started_at !== undefined && { started_at: plain.started_at }),
    ...(plain.finished_at !== undefined && { finished_at: plain.finished_at }),
    errors: [
      {
        code: '75001',
        title: 'Could not resolve name',
        detail: 'Unable to resolve the webhook URL domain name',
      },
    ],
    http: {
      request: { url, method: 'POST', headers: ['Accept: */*', 'Content-Type: application/json'] },
      reponse: null,
    },
  };
}
