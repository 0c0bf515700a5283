import { t } from '@vscode/l10n';
import type { Uri } from 'vscode';
import { schemes } from '../core/model/names.ts';
import { lostStatuses, sayLost } from '../core/resources/numbers.ts';
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
  return status !== undefined && lostStatuses.has(status) ? sayLost(status) : undefined;
}
