import { t } from '@vscode/l10n';
import { visible } from '../model/text.ts';
import { Failure } from '../telnyx/failure.ts';
import type { CurrentAccount, Session } from './session.ts';

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

/** An account of this name is wanted for what a person asked for, and is not in use. */
export const notOpen = (name: string): Failure =>
  new Failure({
    kind: 'misuse',
    sentence: t('The account "{0}" is not open. Switch to it, then try again.', visible(name)),
    wayOut: 'check-account',
  });

/**
 * The session of the account that a page or a message is about, which may stand there while another one is in use. Throws
 * a Failure then: what is asked for there is never done in another account.
 */
export function sessionOf(
  account: CurrentAccount,
  { id, name }: { readonly id: string; readonly name: string },
): Session {
  const { session } = account;
  if (session?.profile.id !== id) throw notOpen(name);
  return session;
}
