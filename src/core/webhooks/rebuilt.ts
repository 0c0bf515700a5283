import { t } from '@vscode/l10n';
import type { Variant } from './bodyVariants.ts';
import type { WholeAttempt } from './delivery.ts';
import { bodyHoldsSecret } from './maskedBody.ts';

/**
 * Bodies that Telnyx may have sent where it tells the event only: its webhooks carry `meta` with the count of the try
 * and the address beside `data`. Each is tried in all ways of writing; a signature that holds proves one.
 */
export function rebuiltCandidates({ request, number }: WholeAttempt): readonly Variant[] {
  const { body, url } = request;
  if (body?.origin !== 'rebuilt' || url === undefined) return [];
  const event: unknown = JSON.parse(body.text);
  if (typeof event !== 'object' || event === null) return [];
  const text = JSON.stringify({ ...event, meta: { attempt: number, delivered_to: url } });
  return [{ name: t('the event with its meta data'), text, ...(bodyHoldsSecret(text) && { secret: true }) }];
}
