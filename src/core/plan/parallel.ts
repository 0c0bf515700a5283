import { t } from '@vscode/l10n';
import { onAbort } from '../telnyx/cancel.ts';
import { Failure } from '../telnyx/failure.ts';

/**
 * Does work for each item, so many at once; whatever is thrown first ends all and is thrown. The signal given to the
 * work aborts then, too.
 */
export async function inParallel<T>(
  items: Iterable<T>,
  width: number,
  signal: AbortSignal | undefined,
  work: (item: T, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const controller = new AbortController();
  const unlisten = onAbort(signal, () => {
    controller.abort();
  });
  const iterator = items[Symbol.iterator]();
  const run = async () => {
    for (let next = iterator.next(); !next.done; next = iterator.next()) {
      if (controller.signal.aborted)
        throw new Failure({ kind: 'cancelled', sentence: t('Cancelled.'), wayOut: 'none' });
      await work(next.value, controller.signal);
    }
  };
  const runs = Array.from({ length: width }, run);
  try {
    await Promise.all(runs);
  } catch (thrown) {
    controller.abort();
    await Promise.allSettled(runs);
    throw thrown;
  } finally {
    unlisten();
  }
}
