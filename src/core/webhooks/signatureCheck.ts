import type { KeyObject } from 'node:crypto';
import { t } from '@vscode/l10n';
import { readBody } from './body.ts';
import { bodyVariants, differenceOf, type Difference, type Variant } from './bodyVariants.ts';
import type { Header } from './headers.ts';
import {
  base64Bytes,
  headerValue,
  publicKeyOf,
  signatureHeader,
  signatureHolds,
  timestampHeader,
  tolerance,
} from './signature.ts';

export interface SignatureInput {
  readonly body: string;
  /** `rebuilt`: made from the event, since the bytes that were sent are not known. */
  readonly origin: 'given' | 'rebuilt';
  readonly headers: readonly Header[];
  /** 32 bytes in base64. */
  readonly key: string;
  /** Public keys that are at hand, to tell a mistaken one by. */
  readonly otherKeys?: readonly { readonly name: string; readonly key: string }[];
  /** Other bodies that may have been sent. */
  readonly candidates?: readonly Variant[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

export type Part = 'headers' | 'key' | 'signature' | 'timestamp' | 'clock' | 'body';

/** One thing that was looked at. */
export interface Finding {
  readonly part: Part;
  readonly outcome: 'good' | 'bad' | 'unknown';
  readonly sentence: string;
}

export interface SignatureResult {
  /**
   * `holds`: the `telnyx` package takes it now. `late`: the signature is right, but the clock is too far off.
   * `fails`: it is refused, and a finding says why. `unknown`: nobody can tell from what is here.
   */
  readonly verdict: 'holds' | 'late' | 'fails' | 'unknown';
  readonly findings: readonly Finding[];
  /** Where the body and what was signed part, when that is known. */
  readonly difference?: Difference;
}

const good = (part: Part, sentence: string): Finding => ({ part, outcome: 'good', sentence });
const bad = (part: Part, sentence: string): Finding => ({ part, outcome: 'bad', sentence });
const unknown = (part: Part, sentence: string): Finding => ({ part, outcome: 'unknown', sentence });

function headersFinding(signature: string | undefined, timestamp: string | undefined): Finding {
  const missing = [
    ...(signature ? [] : ['Telnyx-Signature-Ed25519']),
    ...(timestamp ? [] : ['Telnyx-Timestamp']),
  ];
  return missing.length === 0
    ? good('headers', t('Both headers are there.'))
    : bad('headers', t('Missing: {0}. A proxy or framework may have taken it out.', missing.join(', ')));
}

function keyFinding(text: string, key: KeyObject | undefined): Finding {
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

function clockFinding(timestamp: string, now: number): Finding {
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

interface Over {
  readonly key: KeyObject;
  readonly signature: Uint8Array;
  readonly timestamp: string;
}

interface BodyFinding {
  readonly finding: Finding;
  readonly difference?: Difference;
}

/** Why a signature that is well formed does not hold, as far as can be known. */
function whyNot({ body, origin, otherKeys = [] }: SignatureInput, over: Over, tried: number): Finding {
  const { signature, timestamp } = over;
  const other = otherKeys.find(({ key }) => {
    const known = publicKeyOf(key);
    return known !== undefined && signatureHolds(known, signature, { timestamp, body });
  });
  if (other) return bad('key', t('Wrong key: it was signed with the other half of {0}.', other.name));
  if (origin === 'rebuilt')
    return unknown(
      'body',
      t(
        'Telnyx does not keep the bytes it sent, and no way to write this event fits the signature. Check the body that your server received.',
      ),
    );
  const { kind, cut } = readBody(body);
  if (cut)
    return unknown(
      'body',
      t(
        'The body is as long as Telnyx keeps of one (10 kB), so it may be cut. What is cut cannot be checked.',
      ),
    );
  if (kind === 'binary')
    return unknown(
      'body',
      t('The body holds bytes that are no text, so it is not what was sent. Take it before it is decoded.'),
    );
  return bad(
    'body',
    t(
      'The signature does not hold over this body, nor over {0} usual ways to write it. The key is of another account, or the timestamp or what the body says was changed: a signature does not tell which.',
      tried,
    ),
  );
}

function bodyFinding(input: SignatureInput, over: Over): BodyFinding {
  const { body, origin, candidates = [] } = input;
  const { key, signature, timestamp } = over;
  const holds = (text: string) => signatureHolds(key, signature, { timestamp, body: text });
  if (holds(body)) return { finding: good('body', t('The signature holds over this timestamp and body.')) };
  const variants = [...bodyVariants(body), ...candidates.flatMap((one) => [one, ...bodyVariants(one.text)])];
  const found = variants.find(({ text }) => holds(text));
  if (!found) return { finding: whyNot(input, over, variants.length) };
  if (origin === 'rebuilt')
    return {
      finding: good(
        'body',
        t(
          'The signature holds over the event as it was rebuilt: {0}. So these are the bytes that were sent.',
          found.name,
        ),
      ),
    };
  return {
    finding: bad(
      'body',
      t(
        'The signature holds over {0}, not over this body: it was written again on its way. Check the raw bytes of the request, before anything parses them.',
        found.name,
      ),
    ),
    difference: differenceOf(body, found.text),
  };
}

function verdictOf(findings: readonly Finding[]): SignatureResult['verdict'] {
  const wrong = findings.filter(({ outcome }) => outcome !== 'good');
  if (wrong.length === 0) return 'holds';
  if (wrong.every(({ part, outcome }) => part === 'clock' && outcome === 'bad'))
    return findings.some(({ part }) => part === 'body') ? 'late' : 'fails';
  // What is surely refused is told as that, whatever else is not known.
  const sure = wrong.some(({ part, outcome }) => outcome === 'bad' && part !== 'clock');
  return sure ? 'fails' : 'unknown';
}

/**
 * Checks a webhook as the `telnyx` package does (`webhooks.unwrap`: Ed25519 over `timestamp|body`, 5 minutes), and
 * says of everything that it looks at whether it is right. What cannot be known is called unknown.
 */
export function checkSignature(input: SignatureInput): SignatureResult {
  const signatureText = headerValue(input.headers, signatureHeader);
  const timestamp = headerValue(input.headers, timestampHeader);
  const key = publicKeyOf(input.key.trim());
  const findings = [headersFinding(signatureText, timestamp), keyFinding(input.key.trim(), key)];
  const signature = signatureText ? base64Bytes(signatureText, 64) : undefined;
  if (signatureText)
    findings.push(
      signature
        ? good('signature', t('The signature is 64 bytes in base64.'))
        : bad('signature', t('The signature is not 64 bytes in base64: it was cut or changed.')),
    );
  if (timestamp) findings.push(clockFinding(timestamp, input.now));
  if (!key || !signature || !timestamp) return { verdict: verdictOf(findings), findings };
  const { finding, difference } = bodyFinding(input, { key, signature, timestamp });
  const all = [...findings.filter(({ part }) => part !== finding.part), finding];
  return { verdict: verdictOf(all), findings: all, ...(difference && { difference }) };
}
