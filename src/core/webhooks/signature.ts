import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { Header } from './headers.ts';

export const signatureHeader = 'telnyx-signature-ed25519';
export const timestampHeader = 'telnyx-timestamp';

/** How far the clock may be off, in seconds, before the `telnyx` package refuses a webhook. */
export const tolerance = 300;

/** The bytes of padded base64, as strictly as the `telnyx` package reads it; undefined for anything else. */
export function base64Bytes(text: string, length: number): Buffer | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === length ? bytes : undefined;
}

/** A public key as the portal shows it: 32 bytes in base64. Undefined when it is none. */
export function publicKeyOf(text: string): KeyObject | undefined {
  const x = base64Bytes(text, 32)?.toString('base64url');
  if (x === undefined) return undefined;
  return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
}

/** What Telnyx signs: the bytes of the timestamp, a bar, and the body as it was sent. */
export const signedBytes = (timestamp: string, body: string): Buffer => Buffer.from(`${timestamp}|${body}`);

/** Whether a signature of 64 bytes was made over this timestamp and body with the key's other half. */
export function signatureHolds(
  key: KeyObject,
  signature: Uint8Array,
  { timestamp, body }: { readonly timestamp: string; readonly body: string },
): boolean {
  return verify(null, signedBytes(timestamp, body), key, signature);
}

/** The value of the first header of this name, which is the one that the `telnyx` package takes. */
export function headerValue(headers: readonly Header[], name: string): string | undefined {
  return headers.find((header) => header.name?.toLowerCase() === name)?.value.trim();
}
