import { t } from '@vscode/l10n';
import type { Card, Item } from '../model/item.ts';
import type { Attempt } from '../webhooks/attempt.ts';
import { hiddenUrl } from '../webhooks/hiddenUrl.ts';
import { recovery } from '../webhooks/incidents.ts';
import { asIs } from './decode.ts';
import { decodeDelivery, type Delivery } from './delivery.ts';
import { digestOf } from './deliveryDigest.ts';
import { defineKind } from './kind.ts';
import { dotted, lines, moment, shortMoment, type Look } from './show.ts';
import { inWords } from './words.ts';

function look(status: string | undefined): Look {
  if (status === 'delivered') return { icon: 'pass', tone: 'good' };
  if (status === 'failed') return { icon: 'error', tone: 'bad' };
  return { icon: 'question', tone: 'muted' };
}

function duration(milliseconds: number | undefined): string | undefined {
  if (milliseconds === undefined) return undefined;
  return milliseconds < 1000 ? t('{0} ms', milliseconds) : t('{0} s', (milliseconds / 1000).toFixed(1));
}

/** The HTTP status of the answer, and the codes Telnyx gives: it explains them nowhere, so neither do we. */
function outcome(attempt: Attempt): string {
  const codes = attempt.errors.map(({ code, words }) => words ?? t('error {0}', code ?? '?'));
  return dotted(
    attempt.httpStatus === undefined ? t('no answer') : t('HTTP {0}', attempt.httpStatus),
    codes.join(', '),
  );
}

/** A delivery that came through in the end is no failure, but what failed before is worth a look. */
function savedBy(delivery: Delivery): string | undefined {
  const saved = recovery(delivery);
  if (saved === undefined) return undefined;
  return saved === 'failover' ? t('recovered after failover') : t('recovered after a retry');
}

const shownUrl = (attempt: Attempt | undefined) => attempt?.url && hiddenUrl(attempt.url);

function attemptItem(attempt: Attempt, number: number, delivery: string): Item {
  const label = t('Attempt {0}', number);
  return {
    id: `${delivery}/attempt/${number}`,
    label,
    description: dotted(
      inWords(attempt.status) ?? t('unknown'),
      outcome(attempt),
      duration(attempt.milliseconds),
    ),
    ...look(attempt.status),
    abilities: [],
    card: () => ({
      title: label,
      rows: lines(
        [t('Status'), inWords(attempt.status) ?? t('unknown')],
        [t('Answer'), outcome(attempt)],
        [t('Started'), moment(attempt.startedAt)],
        [t('Took'), duration(attempt.milliseconds)],
        [t('URL'), shownUrl(attempt)],
      ),
    }),
  };
}

function card(delivery: Delivery, label: string): Card {
  const attempts = delivery.attempts;
  return {
    title: label,
    rows: lines(
      [t('Status'), inWords(delivery.status) ?? t('unknown')],
      [t('Attempts'), attempts ? String(attempts.length) : t('unknown')],
      [t('URL'), shownUrl(attempts?.[0])],
      [t('Started'), moment(delivery.started_at)],
      [t('Finished'), moment(delivery.finished_at)],
      [t('Event'), delivery.webhook?.id],
      ['ID', delivery.id],
    ),
  };
}

/** Webhook deliveries by operation 38, one by operation 39 (which wants the delivery's id, not the event's). */
export const deliveries = defineKind<Delivery>({
  name: 'delivery',
  place: { view: 'webhooks' },
  pageSize: 250,
  counted: true,
  empty: () => t('There are no webhook deliveries.'),
  beyond: 'filter-deliveries',
  list: (door, page, signal) =>
    door.page((sdk, query, options) => sdk.webhookDeliveries.list(query, options), page, signal),
  fetch: (door, delivery, signal) =>
    door.read((sdk, options) => sdk.webhookDeliveries.retrieve(delivery, options), asIs, signal),
  decode: decodeDelivery,
  digest: digestOf,
  identify: (delivery) => delivery.id,
  show: (delivery, itemId) => {
    const label = delivery.webhook?.event_type ?? delivery.id;
    const attempts = delivery.attempts;
    const last = attempts?.[0];
    const status = inWords(delivery.status) ?? t('unknown');
    const because = delivery.status === 'failed' && last ? outcome(last) : savedBy(delivery);
    return {
      label,
      // When it happened first: it is what one looks for, and a narrow row has room for little more.
      description: dotted(
        shortMoment(delivery.started_at),
        delivery.status === 'delivered' ? undefined : status,
        because,
      ),
      spoken: [label, status, because, moment(delivery.started_at)].filter(Boolean).join(', '),
      ...look(delivery.status),
      apiId: delivery.id,
      opens: 'delivery',
      abilities: ['open-delivery', 'copy-label', 'copy-id', 'view-json', 'refresh'],
      card: () => card(delivery, label),
      ...(attempts?.length && {
        // The newest comes first; counting from the oldest keeps the numbers when another attempt comes.
        parts: () => attempts.map((attempt, index) => attemptItem(attempt, attempts.length - index, itemId)),
      }),
    };
  },
});
