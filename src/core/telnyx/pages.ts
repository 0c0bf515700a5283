import { t } from '@vscode/l10n';
import { onAbort } from './cancel.ts';
import { Failure } from './failure.ts';
import { Progress, type Listed, type Listing } from './listing.ts';

export type { Listed, Listing, Page, Total } from './listing.ts';

/**
 * Reads a list whole: the first page alone, the others several at once. Where the server does not say how many
 * there are, one page follows the other until an empty one. A server that lies ends it soon: three pages in a row
 * that bring nothing new are the last.
 *
 * @throws Failure of the first page that fails, 'cancelled' when the signal aborts; `onRows` has had what came before.
 */
export async function listPages<R>(listing: Listing<R>): Promise<Listed<R>> {
  const { fetchPage, size, signal, concurrency = 8 } = listing;
  const controller = new AbortController();
  const unlisten = onAbort(signal, () => {
    controller.abort();
  });
  const progress = new Progress(listing);
  const work = async () => {
    for (let number = progress.claim(); number !== undefined; number = progress.claim()) {
      if (signal?.aborted) throw cancelled();
      const page = await fetchPage({ number, size }, controller.signal).catch((thrown: unknown) => {
        if (progress.ended) return undefined;
        throw thrown;
      });
      if (signal?.aborted) throw cancelled();
      if (page) progress.arrived(number, page);
      // What is under way now is not needed.
      if (progress.ended) controller.abort();
    }
  };
  try {
    const first = work();
    await Promise.race([first, progress.begun]);
    await Promise.all([first, ...Array.from({ length: concurrency - 1 }, work)]);
    return progress.result();
  } finally {
    controller.abort();
    unlisten();
  }
}

function cancelled(): Failure {
  return new Failure({ kind: 'cancelled', sentence: t('Cancelled.'), wayOut: 'none' });
}
