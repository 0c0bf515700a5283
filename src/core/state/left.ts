import { t } from '@vscode/l10n';
import { visible } from '../model/text.ts';
import { Failure } from '../telnyx/failure.ts';
import type { Session } from './session.ts';

/** What was asked for of an account that was left, or opened anew, before it was done: nothing else would tell it. */
export const accountLeft = ({ profile }: Session): Failure =>
  new Failure({
    kind: 'misuse',
    sentence: t(
      'The account "{0}" was left or opened anew meanwhile, so this was not finished. Begin again there.',
      visible(profile.name),
    ),
    wayOut: 'none',
  });

/** Throws a Failure where the account was left, or opened anew, since a person was asked something about it. */
export function stillOpen(session: Session): void {
  if (session.closed) throw accountLeft(session);
}
