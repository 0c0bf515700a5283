import type { KeyObject } from 'node:crypto';
import { t } from '@vscode/l10n';
import { brief } from '../model/text.ts';
import type { Header } from './headers.ts';
import { headerValue, signatureHeader, timestampHeader, tolerance } from './signature.ts';

export type Part = 'headers' | 'key' | 'signature' | 'timestamp' | 'clock' | 'body' | 'json';

/** One thing that was looked at. */
export interface Finding {
  readonly part: Part;
  readonly outcome: 'good' | 'bad' | 'unknown';
  readonly sentence: string;
}

export const good = (part: Part, sentence: string): Finding => ({ part, outcome: 'good', sentence });
export const bad = (part: Part, sentence: string): Finding => ({ part, outcome: 'bad', sentence });
export const unknown = (part: Part, sentence: string): Finding => ({ part, outcome: 'unknown', sentence });

/** How many headers of a name there are. */
const count = (headers: readonly Header[], wanted: string) =>
  headers.filter(({ name }) => name?.toLowerCase() === wanted).length;

const wanted = [
  [signatureHeader, 'Telnyx-Signature-Ed25519'],
  [timestampHeader, 'Telnyx-Timestamp'],
] as const;

/** Whether both headers are there, once each. What could not be read may hold one: then nobody can say it is missing. */
export function headersFinding(headers: readonly Header[]): Finding {
  const names = (are: (name: string) => boolean) =>
    wanted.flatMap(([name, shown]) => (are(name) ? [shown] : [])).join(', ');
  const missing = names((name) => !headerValue(headers, name));
  const unread = headers.find(({ name }) => name === undefined);
  if (missing !== '')
    return unread
      ? unknown(
          'headers',
          t(
            'Not found: {0}. But not all of the headers could be read, such as “{1}”. Write a line for each, such as Telnyx-Timestamp: 1700000000.',
            missing,
            brief(unread.value, 60),
          ),
        )
      : bad('headers', t('Missing: {0}. A proxy or framework may have taken it out.', missing));
  const twice = names((name) => count(headers, name) > 1);
  return twice === ''
    ? good('headers', t('Both headers are there.'))
    : unknown(
        'headers',
        t(
          'More than once: {0}. The first is checked here; a server may take another, or join them, which the telnyx package refuses.',
          twice,
        ),
      );
}

export function keyFinding(text: string, key: KeyObject | undefined): Finding {
  if (key) return good('key', t('The public key is 32 bytes in base64.'));
  return text === ''
    ? unknown('key', t('No public key is given. The portal shows it as the public key of the account.'))
    : bad(
        'key',
        t('This is no public key of Telnyx: 32 bytes in base64, 44 characters with one = at the end.'),
      );
}

function age(seconds: number): string {
  const far = Math.abs(seconds);
  const words =
    far < 120
      ? t('{0} s', far)
      : far < 7200
        ? t('{0} min', Math.round(far / 60))
        : far < 172_800
          ? t('{0} h', Math.round(far / 3600))
          : t('{0} days', Math.round(far / 86_400));
  return seconds < 0 ? t('{0} in the future', words) : t('{0} old', words);
}

export function clockFinding(timestamp: string, now: number): Finding {
  if (!/^\d+$/.test(timestamp) || !Number.isSafeInteger(Number(timestamp)))
    return bad('timestamp', t('The timestamp is no whole number of seconds since 1970.'));
  const seconds = Math.floor(now / 1000) - Number(timestamp);
  return Math.abs(seconds) <= tolerance
    ? good(
        'clock',
        t('The timestamp is {0}, within the 5 minutes that the telnyx package allows.', age(seconds)),
      )
    : bad(
        'clock',
        t(
          'The timestamp is {0}. The telnyx package refuses what is more than 5 minutes away: for a fresh webhook, set the clock of the server; an old one is refused by design.',
          age(seconds),
        ),
      );
}
