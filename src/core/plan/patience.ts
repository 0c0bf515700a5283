import type { Clock } from '../telnyx/clock.ts';
import type { Door } from '../telnyx/door.ts';
import { Failure } from '../telnyx/failure.ts';

/** Milliseconds of peace after an account's rate limit refused a read for good, growing with every refusal in a row. */
const peace = 1000;
const longestPeace = 5000;
const never = new AbortController().signal;
/** Refusals in a row after which nobody waits any longer: some minutes. */
const most = 200;

/**
 * A door whose reads outlast the account's rate limit: a plan of thousands of numbers is not given up because another
 * program is using the account. Writes go through it as they are.
 *
 * @param mayWait asked before each pause
 */
export function patient(door: Door, clock: Clock, mayWait: () => boolean): Door {
  const outlast = async <T>(read: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
    for (let refusals = 1; ; refusals++) {
      try {
        return await read();
      } catch (thrown) {
        const mayPass = thrown instanceof Failure && thrown.kind === 'rate-limited';
        if (!mayPass || refusals >= most || !mayWait()) throw thrown;
        await clock.sleep(Math.min(peace * refusals, longestPeace), signal ?? never);
      }
    }
  };
  return {
    ...door,
    read: (call, decode, signal) => outlast(() => door.read(call, decode, signal), signal),
    page: (call, page, signal) => outlast(() => door.page(call, page, signal), signal),
  };
}
