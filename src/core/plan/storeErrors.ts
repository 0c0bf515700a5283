import { t } from '@vscode/l10n';
import { Failure } from '../telnyx/failure.ts';

/** What must not be done; nothing was sent. */
export const refused = (sentence: string) => new Failure({ kind: 'misuse', sentence, wayOut: 'none' });

/** The store's own errors in words. */
export async function kept<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown;
    const sentence = t('The records of plans cannot be read or written here.');
    throw new Failure({
      kind: 'unknown',
      sentence,
      wayOut: 'show-log',
      cause: thrown instanceof Error ? thrown.name : '',
    });
  }
}
