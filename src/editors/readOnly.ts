import { t } from '@vscode/l10n';
import type { Uri } from 'vscode';
import { schemes } from '../core/model/names.ts';
import { lostStatuses } from '../core/resources/numbers.ts';
import { inWords } from '../core/resources/words.ts';
import type { Session } from '../core/state/session.ts';
import { addressOf } from './address.ts';
import type { NumberFile } from './numberFile.ts';

/** Why a document cannot be edited; undefined when it can. */
export function whyReadOnly(
  uri: Uri,
  { status }: NumberFile,
  session: Session | undefined,
): string | undefined {
  const isClosed = session?.profile.id === addressOf(uri)?.profileId && session?.profile.readOnly === true;
  if (uri.scheme === schemes.readOnlyDocument || isClosed)
    return t('This account is read-only here: nothing is written to it.');
  if (status === undefined || !lostStatuses.has(status)) return undefined;
  const words = inWords(status) ?? status;
  return t('The status of this number is "{0}": its settings cannot be changed.', words);
}
