import { t } from '@vscode/l10n';
import { brief } from '../model/text.ts';
import { Failure } from '../telnyx/failure.ts';

const minute = 60_000;

const refusal = (sentence: string) => new Failure({ kind: 'misuse', sentence, wayOut: 'none' });

export const locked = (): Failure =>
  refusal(
    t(
      'Another payment from this account is under way or its outcome is open, so nothing was sent. Look at it first.',
    ),
  );

/** Another account here, which may be the same one at Telnyx, has an open payment. */
export const lockedElsewhere = (account: string | undefined): Failure =>
  refusal(
    account === undefined
      ? t(
          'A payment whose record does not say from which account it is, and which may be from this one, is under way or its outcome is open, so nothing was sent. Look at it first.',
        )
      : t(
          'A payment from the account "{0}", which may be the same one at Telnyx, is under way or its outcome is open, so nothing was sent. Look at it first.',
          brief(account, 60),
        ),
  );

export const perhapsOnItsWay = (): Failure =>
  refusal(t('A window of VS Code may still be sending this payment. Wait a few minutes, then look again.'));

/** `wait`: milliseconds. */
export const timeless = (wait: number): Failure =>
  refusal(
    t(
      'The record of this payment tells no time that can be right: the clock of this machine was changed, or the record is damaged. A window of VS Code may still be sending it. Leave this page open, and in {0} minutes say again that you have checked.',
      Math.ceil(wait / minute),
    ),
  );

export const withdrawn = (): Failure =>
  refusal(
    t(
      'The record of this payment was lifted or replaced before it could be sent, so nothing was sent. Type the amount again if you still want to pay.',
    ),
  );

export const tooLate = (): Failure =>
  refusal(
    t(
      'This payment was held back too long, as when a machine sleeps, so nothing was sent. Type the amount again if you still want to pay.',
    ),
  );

export const unreadableRecord = (): Failure =>
  refusal(t('The record of payments on this machine cannot be read or written, so nothing was sent.'));

export const notWrittenYet = (): Failure =>
  refusal(
    t(
      'What came of the last payment still cannot be written down on this machine. See that its disk has room, then try again.',
    ),
  );

export const notLifted = (): Failure =>
  refusal(t('That you have checked cannot be written down on this machine, so the payment stays open.'));
