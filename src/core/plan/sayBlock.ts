import { t } from '@vscode/l10n';
import { sayLost } from '../resources/numbers.ts';
import type { Block } from './rows.ts';

/** Why nothing is sent for a number, in words. */
export function sayBlock(block: Block): string {
  switch (block.why) {
    case 'gone':
      return t('It is not in this account any more.');
    case 'misnamed':
      return t('Its ID is that of {0}, so nobody can say which of the two is meant.', block.phoneNumber);
    case 'lost':
      return sayLost(block.status);
    case 'unread':
      return t('It could not be read: {0}', block.sentence);
    case 'locked':
      return t('Its deletion lock is on. Switch the lock off first.');
    case 'in-job':
      return t(
        'A job is working on it, and would overwrite this. Wait until the job {0} has ended.',
        block.job,
      );
    case 'invalid':
      return block.sentence;
    case 'twice':
      return t('It is there twice, so nobody can say what is wanted.');
  }
}
