import { t } from '@vscode/l10n';
import type { ProfileList } from '../core/accounts/profiles.ts';
import { Failure } from '../core/telnyx/failure.ts';

/**
 * The id of an account that is still there. Throws a Failure where it is not: another window may have removed it while
 * something was asked.
 */
export function standing({ list }: { readonly list: ProfileList }, id: string): string {
  if (list.profiles.some((profile) => profile.id === id)) return id;
  const sentence = t('This account was removed meanwhile, so nothing was done.');
  throw new Failure({ kind: 'misuse', sentence, wayOut: 'check-account' });
}
