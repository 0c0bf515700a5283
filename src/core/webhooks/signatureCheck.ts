import type { KeyObject } from 'node:crypto';
import { t } from '@vscode/l10n';
import { isJson, readBody } from './body.ts';
import { bodyVariants, differenceOf, type Difference, type Variant } from './bodyVariants.ts';
import type { Header } from './headers.ts';
import {
  base64Bytes,
  headerValue,
  publicKeyOf,
  signatureHeader,
  signatureHolds,
  timestampHeader,
} from './signature.ts';
import {
  bad,
  clockFinding,
  good,
  headersFinding,
  keyFinding,
  unknown,
  type Finding,
} from './signatureFindings.ts';

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
  /** What was not kept because it holds a secret: the body has a mask in its place, or candidates are left out. */
  readonly lost?: 'body' | 'candidates' | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface SignatureResult {
  /**
   * `holds`: the `telnyx` package takes it now. `late`: the signature is right, but the clock is too far off.
   * `unparsed`: the signature is right, but the body is no JSON, so the package throws when it reads it.
   * `fails`: it is refused, and a finding says why. `unknown`: nobody can tell from what is here.
   */
  readonly verdict: 'holds' | 'late' | 'unparsed' | 'fails' | 'unknown';
  readonly findings: readonly Finding[];
  /** Where the body and what was signed part, when that is known. */
  readonly difference?: Difference;
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
function whyNot({ body, origin, otherKeys = [], lost }: SignatureInput, over: Over, tried: number): Finding {
  const { signature, timestamp } = over;
  const other = otherKeys.find(({ key }) => {
    const known = publicKeyOf(key);
    return known !== undefined && signatureHolds(known, signature, { timestamp, body });
  });
  if (other) return bad('key', t('Wrong key: it was signed with the other half of {0}.', other.name));
  if (lost === 'body')
    return unknown(
      'body',
      t('A secret in this body is masked, so it is not what was signed. Paste the body again.'),
    );
  if (lost === 'candidates')
    return unknown(
      'body',
      t(
        'Not all ways to write this event were tried: one holds a secret and was not kept over the reload. Check the signature again from the delivery.',
      ),
    );
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

/** What `webhooks.unwrap` does once the signature holds. Rebuilt bodies are JSON by how they are made. */
function jsonFindings(body: string): readonly Finding[] {
  return isJson(body)
    ? []
    : [
        bad(
          'json',
          t(
            'The body is no JSON. Events of Telnyx are: the telnyx package takes the signature, then throws.',
          ),
        ),
      ];
}

function verdictOf(findings: readonly Finding[]): SignatureResult['verdict'] {
  const wrong = findings.filter(({ outcome }) => outcome !== 'good');
  if (wrong.length === 0) return 'holds';
  const isWrong = (wanted: Finding['part']) => wrong.some(({ part }) => part === wanted);
  const right = findings.some(({ part, outcome }) => part === 'body' && outcome === 'good');
  if (wrong.every(({ part }) => part === 'clock' || part === 'json') && right)
    return isWrong('clock') ? 'late' : 'unparsed';
  // What is surely refused is told as that, whatever else is not known; of headers that are not sure only the key is.
  const sure = wrong.some(
    ({ part, outcome }) =>
      outcome === 'bad' && part !== 'clock' && (part === 'key' || !unsureHeaders(findings)),
  );
  return sure || wrong.every(({ part }) => part === 'clock') ? 'fails' : 'unknown';
}

const unsureHeaders = (findings: readonly Finding[]) =>
  findings.some(({ part, outcome }) => part === 'headers' && outcome === 'unknown');

/**
 * Checks a webhook as the `telnyx` package does (`webhooks.unwrap`: Ed25519 over `timestamp|body`, 5 minutes), and
 * says of everything that it looks at whether it is right. What cannot be known is called unknown.
 */
export function checkSignature(input: SignatureInput): SignatureResult {
  const signatureText = headerValue(input.headers, signatureHeader);
  const timestamp = headerValue(input.headers, timestampHeader);
  const key = publicKeyOf(input.key.trim());
  const findings = [headersFinding(input.headers), keyFinding(input.key.trim(), key)];
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
  const parsed = finding.outcome === 'good' && input.origin === 'given' ? jsonFindings(input.body) : [];
  const all = [...findings.filter(({ part }) => part !== finding.part), finding, ...parsed];
  return { verdict: verdictOf(all), findings: all, ...(difference && { difference }) };
}
