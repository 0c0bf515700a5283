import { t } from '@vscode/l10n';
import { isLocked, type Payment } from '../core/billing/payment.ts';
import { unreadableRecord } from '../core/billing/paymentRefusals.ts';
import { visible } from '../core/model/text.ts';
import type { Session } from '../core/state/session.ts';
import { Failure } from '../core/telnyx/failure.ts';

/** A payment that came to nothing before it was sent. */
export interface UnsentPayment {
  readonly session: Session;
  /** With its currency where that is known. */
  readonly amount: string;
  readonly failure: Failure;
}

/** Why a payment was not sent. Once another session is open, which payment that was, too. */
export function unsentWords({ amount, session, failure }: UnsentPayment, now: Session | undefined): string {
  if (session === now) return failure.sentence;
  return t(
    'The payment of {0} from the account "{1}" was not sent. {2}',
    amount,
    visible(session.profile.name),
    failure.sentence,
  );
}

/** What came of the last payment is shown for as long as nothing newer is known. */
export function shownPayment(known: Payment | undefined, newest: Payment | undefined): Payment | undefined {
  if (newest && isLocked(newest)) return newest;
  return known && (isLocked(known) || known.generation !== newest?.generation) ? newest : known;
}

/** What is no Failure came from the disk: nothing is sent that could not be written down. */
export const failureOf = (thrown: unknown): Failure =>
  thrown instanceof Failure ? thrown : unreadableRecord();
