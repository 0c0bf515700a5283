import { t } from '@vscode/l10n';
import { signatureHeader, timestampHeader } from './signature.ts';
import { signatureOf, type TestKey } from './testKey.ts';

/** A header as it is edited. */
export interface NamedHeader {
  readonly name: string;
  readonly value: string;
}

/** What becomes of the signature: as Telnyx made it, made again with the test key of this machine, or left out. */
export type Signing = 'original' | 'test' | 'none';

export interface ReplayDraft {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly NamedHeader[];
  readonly body: string;
  readonly signing: Signing;
}

/** What is wrong, at the field it belongs to. */
export interface DraftComplaint {
  /** `url`, `method`, `body`, or the place of a header from 0. */
  readonly at: 'url' | 'method' | 'body' | number;
  readonly sentence: string;
}

/** Belongs to one connection, not to the message; made anew for the one that is sent over (RFC 9110, 7.6.1). */
const ofTheConnection: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
]);

export const isMadeAnew = (name: string): boolean => ofTheConnection.has(name.trim().toLowerCase());

export const isOfSignature = (name: string) =>
  [signatureHeader, timestampHeader].includes(name.toLowerCase());

const token = /^[\w!#$%&'*+.^`|~-]+$/;

function headerComplaint({ name, value }: NamedHeader): string | undefined {
  if (name === '') return value === '' ? undefined : t('Enter the name of this header.');
  if (!token.test(name))
    return t('A name of a header has letters, digits and - only; no spaces, colons or line breaks.');
  if (/[\r\n]/.test(value))
    return t('A header is one line: take the line break out, or it would start another header.');
  // The characters that RFC 9110 lets a value have; Node sends them as single bytes.
  if (/[^\t\x20-\x7e\x80-\xff]/.test(value))
    return t('A header cannot hold control characters, nor letters beyond ÿ.');
  return undefined;
}

/** What keeps a draft from being sent as it is shown. The URL is judged by `reach`. */
export function draftComplaints({ method, headers, body }: ReplayDraft): readonly DraftComplaint[] {
  const ofHeaders = headers.flatMap((header, at) => {
    const sentence = headerComplaint(header);
    return sentence === undefined ? [] : [{ at, sentence }];
  });
  return [
    ...(token.test(method) && method.toUpperCase() !== 'CONNECT'
      ? []
      : [{ at: 'method' as const, sentence: t('Enter a method such as POST.') }]),
    ...ofHeaders,
    ...(!/\p{Cs}/u.test(body)
      ? []
      : [{ at: 'body' as const, sentence: t('The body holds half a character, which cannot be sent.') }]),
  ];
}

/** The headers that a draft is sent with, but for those of the connection. */
export function sentHeaders(
  { headers, body, signing }: ReplayDraft,
  key: TestKey | undefined,
  now: number,
): readonly NamedHeader[] {
  const kept = headers.filter(({ name }) => name !== '' && !isMadeAnew(name));
  if (signing === 'original') return kept;
  const plain = kept.filter(({ name }) => !isOfSignature(name));
  if (signing === 'none' || !key) return plain;
  const timestamp = String(Math.floor(now / 1000));
  return [
    ...plain,
    { name: 'Telnyx-Timestamp', value: timestamp },
    { name: 'Telnyx-Signature-Ed25519', value: signatureOf(key, timestamp, body) },
  ];
}
