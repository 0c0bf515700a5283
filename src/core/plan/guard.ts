import { t } from '@vscode/l10n';
import { grouped } from '../model/text.ts';
import { Failure } from '../telnyx/failure.ts';
import type { Facts } from './facts.ts';
import type { Consent } from './plans.ts';

/** What stands against applying a plan, in one sentence; undefined when nothing does. Asked below all commands. */
export function obstacleOf(
  facts: Facts,
  { readOnly, typed }: Pick<Consent, 'typed'> & { readonly readOnly: boolean },
): Failure | undefined {
  if (readOnly) {
    const sentence = t('This account is read-only here, so nothing was sent.');
    return new Failure({ kind: 'read-only', sentence, wayOut: 'none' });
  }
  if (facts.numbers === 0) return refused(t('There is nothing to send: no number would change.'));
  const { confirm } = facts;
  if (!confirm || typed === confirm.count) return undefined;
  return refused(
    confirm.because === 'deletes'
      ? t(
          'This deletes numbers, which nothing can undo. Type the count {0} to go on.',
          grouped(confirm.count),
        )
      : t('This changes many numbers. Type the count {0} to go on.', grouped(confirm.count)),
  );
}

const refused = (sentence: string) => new Failure({ kind: 'misuse', sentence, wayOut: 'none' });
