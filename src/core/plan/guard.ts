import { t } from '@vscode/l10n';
import { grouped } from '../model/text.ts';
import { Failure } from '../telnyx/failure.ts';
import type { Facts } from './facts.ts';
import type { Consent } from './plans.ts';
import type { Proposal } from './proposal.ts';
import { refused } from './storeErrors.ts';

/**
 * Numbers in one plan: what it weighs grows with them. So many stay below 150 MB with their run, also where each wants
 * values of its own.
 */
export const mostNumbers = 100_000;

/** Why a proposal is not even compared with the account; undefined when nothing stands against it. */
export function tooLarge({ wishes, deletions }: Proposal): Failure | undefined {
  const numbers = wishes.length + deletions.length;
  if (numbers <= mostNumbers) return undefined;
  return refused(
    t(
      'A plan takes at most {0} numbers, and this one has {1}. Make several plans of them, each for a part of the numbers.',
      grouped(mostNumbers),
      grouped(numbers),
    ),
  );
}

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
    confirm.deletions > 0
      ? t(
          'This deletes numbers, which nothing can undo. Type the count {0} to go on.',
          grouped(confirm.count),
        )
      : t('This changes many numbers. Type the count {0} to go on.', grouped(confirm.count)),
  );
}
