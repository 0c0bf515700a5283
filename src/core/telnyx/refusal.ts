import { t } from '@vscode/l10n';
import { jsonIn, requestIdOf, type Answer } from './answer.ts';
import { faultsIn } from './faults.ts';
import type { Failure, Fault, FailureKind, WayOut } from './failure.ts';
import { withDoubt } from './failureFrom.ts';

/** An answer other than 2xx as a Failure. Decides by the status: the codes of the API are not unique. */
export function refusal(
  answer: Answer,
  context: { write: boolean; asked: number | undefined; secret: string | undefined; host: string },
): Failure {
  const { status } = answer;
  const faults = faultsIn(jsonIn(new TextDecoder().decode(answer.body)), context.secret);
  const requestId = requestIdOf(answer.headers);
  const told = verdict(status, faults, context);
  return withDoubt({
    kind: told.kind,
    wayOut: told.wayOut,
    sentence: told.sentence,
    status,
    faults,
    ...(requestId && { requestId }),
    // A server that fails may have done the thing first; one that refuses has not.
    effect: context.write && (status >= 500 || status === 408 || status < 400) ? 'unclear' : 'no',
  });
}

interface Verdict {
  readonly kind: FailureKind;
  readonly sentence: string;
  readonly wayOut: WayOut;
}

function verdict(
  status: number,
  faults: readonly Fault[],
  { asked, host }: { asked: number | undefined; host: string },
): Verdict {
  if (status < 400) return { kind: 'unreadable', sentence: redirected(host), wayOut: 'check-account' };
  if (status >= 500) return { kind: 'server', sentence: `${broken(status)} ${when(asked)}`, wayOut: 'retry' };
  switch (status) {
    case 401:
      return {
        kind: 'unauthorized',
        sentence: t('Telnyx does not accept this API key. Replace it with a valid one.'),
        wayOut: 'replace-key',
      };
    case 403:
      return { kind: 'forbidden', sentence: forbidden(faults), wayOut: 'check-account' };
    case 404:
      return {
        kind: 'not-found',
        sentence: t('Telnyx does not find this here. It may have been deleted.'),
        wayOut: 'none',
      };
    case 408:
      return {
        kind: 'timeout',
        sentence: t('{0} did not answer in time. Try again.', host),
        wayOut: 'retry',
      };
    case 429:
      return {
        kind: 'rate-limited',
        sentence: `${t('Too many requests for this account just now.')} ${when(asked)}`,
        wayOut: 'retry',
      };
    default:
      return { kind: 'rejected', sentence: rejected(status, faults), wayOut: 'none' };
  }
}

function redirected(host: string): string {
  return t('{0} sent the request elsewhere. Check the address of the account and the network.', host);
}

function broken(status: number): string {
  return t('Telnyx has a problem of its own (status {0}).', status);
}

function forbidden(faults: readonly Fault[]): string {
  const reason = reasons(faults);
  return reason
    ? t('This API key may not do this. Telnyx says: {0}', reason)
    : t('This API key may not do this. Check its rights in Mission Control.');
}

function rejected(status: number, faults: readonly Fault[]): string {
  const reason = reasons(faults);
  if (status === 409)
    return reason
      ? t('This conflicts with something else under way. Telnyx says: {0}', reason)
      : t('This conflicts with something else under way. Look again, then repeat it.');
  return reason
    ? t('Telnyx did not accept this: {0}', reason)
    : t('Telnyx did not accept this and gave no reason (status {0}).', status);
}

function reasons(faults: readonly Fault[]): string | undefined {
  const [first, ...others] = faults;
  if (!first) return undefined;
  return others.length === 0 ? first.sentence : t('{0} (and {1} more)', first.sentence, others.length);
}

function when(asked: number | undefined): string {
  const seconds = Math.ceil((asked ?? 0) / 1000);
  if (seconds <= 1) return t('Try again.');
  if (seconds < 120) return t('Try again in {0} seconds.', seconds);
  if (seconds < 7200) return t('Try again in {0} minutes.', Math.ceil(seconds / 60));
  return t('Try again in {0} hours.', Math.ceil(seconds / 3600));
}
