import { Cancelled, onAbort } from './cancel.ts';
import type { Clock } from './clock.ts';

/** The work took longer than it was given. */
export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded';

  constructor() {
    super('Deadline exceeded');
  }
}

/**
 * Does the work within `ms`, headers and body alike. The work gets a signal of its own that ends with the deadline
 * or with `outer`; even work that ignores it is left behind then.
 */
export async function within<T>(
  ms: number,
  clock: Clock,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const ends: (() => void)[] = [];
  const ended = new Promise<never>((_, reject) => {
    const end = (why: Error) => {
      controller.abort(why);
      reject(why);
    };
    ends.push(
      clock.alarm(ms, () => {
        end(new DeadlineExceeded());
      }),
      onAbort(outer, () => {
        end(new Cancelled());
      }),
    );
  });
  try {
    if (controller.signal.aborted) return await ended;
    return await Promise.race([ended, work(controller.signal)]);
  } finally {
    for (const end of ends) end();
  }
}
