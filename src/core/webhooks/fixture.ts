import type { SentRequest, WholeAttempt, WholeDelivery } from './delivery.ts';
import { hidden } from './headers.ts';
import { hiddenUrl } from './hiddenUrl.ts';
import { bodyHoldsSecret, maskedBody } from './maskedBody.ts';

/** One try of a delivery as a file for tests. Signatures and other secrets, those in the URL and of URLs in the body, are masked unless `secrets`. */
export function fixtureOf(delivery: WholeDelivery, attempt: WholeAttempt, secrets: boolean): string {
  const { method = 'POST', url, headers = [], body }: SentRequest = attempt.request;
  const fixture = {
    source: { delivery: delivery.id, event_type: delivery.eventType, attempt: attempt.number },
    request: {
      method,
      url: url === undefined || secrets ? url : hiddenUrl(url),
      headers: headers.flatMap((header) => {
        const { name, value } = secrets ? header : hidden(header);
        return name === undefined ? [] : [[name, value]];
      }),
      body: body && (secrets ? body.text : maskedBody(body.text)),
      // Telnyx keeps the event, not the bytes it sent: a signature fits only a body that was told.
      body_is: body?.origin,
      // Nor does it fit one without the secrets that were signed.
      body_masked: !secrets && bodyHoldsSecret(body?.text) ? true : undefined,
    },
  };
  return `${JSON.stringify(fixture, null, 2)}\n`;
}

/** A file name that every file system takes, e.g. `message.received-0ccc7b54-1.json`. */
export function fixtureName({ eventType = 'webhook', id }: WholeDelivery, { number }: WholeAttempt): string {
  const plain = (text: string, most: number) =>
    text
      .replace(/[^\w.-]+/g, '-')
      .replace(/^[.-]+/, '')
      .slice(0, most);
  return `${plain(eventType, 60) || 'webhook'}-${plain(id, 8) || 'delivery'}-${String(number)}.json`;
}
