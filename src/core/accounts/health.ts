import type { Traffic } from '../telnyx/traffic.ts';

/** What the traffic of an open account tells about it. */
export type Health = 'unknown' | 'good' | 'bad-key' | 'offline';

/** Any answer but 401 shows that the key is known; a request that was cancelled or never left shows nothing. */
export function healthAfter(before: Health, { status, problem }: Traffic): Health {
  if (problem === 'unauthorized') return 'bad-key';
  if (problem === 'offline') return 'offline';
  return status === undefined || status >= 500 ? before : 'good';
}

/** Why an account in use cannot do everything. `this-window`: its key will be gone when the window closes. */
export type Trouble = 'locked' | 'bad-key' | 'offline' | 'this-window';
