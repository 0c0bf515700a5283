import { t } from '@vscode/l10n';
import { grouped } from '../model/text.ts';

/**
 * What may be missing in a list, as sentences: rows that came and could not be read, and, where it is not certain, what did
 * not come.
 */
export function doubtsOf(unreadable: number, isCertain: boolean): readonly string[] {
  const unread =
    unreadable === 1 ? t('1 could not be read') : t('{0} could not be read', grouped(unreadable));
  const unclear = t('What came does not agree with the count. Refresh to be sure that nothing is missing.');
  return [...(unreadable > 0 ? [unread] : []), ...(isCertain ? [] : [unclear])];
}
