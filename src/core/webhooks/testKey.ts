import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { signedBytes } from './signature.ts';

/** A pair of keys to sign webhooks with on this machine, as Telnyx does with its own. */
export interface TestKey {
  /** PKCS #8 in base64: a secret. */
  readonly privateKey: string;
  /** 32 bytes in base64, as the portal shows a public key. */
  readonly publicKey: string;
}

function publicHalf(key: KeyObject): string {
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return Buffer.from(x, 'base64url').toString('base64');
}

const read = (text: string) =>
  createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });

export function makeTestKey(): TestKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  const secret = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  return { privateKey: secret, publicKey: publicHalf(privateKey) };
}

/** The pair of a private key that was kept; undefined when it is none. */
export function testKeyOf(privateKey: string): TestKey | undefined {
  try {
    const key = read(privateKey);
    return key.asymmetricKeyType === 'ed25519' ? { privateKey, publicKey: publicHalf(key) } : undefined;
  } catch {
    return undefined;
  }
}

/** The value of the signature header for a body; the timestamp is seconds since 1970. */
export function signatureOf({ privateKey }: TestKey, timestamp: string, body: string): string {
  return sign(null, signedBytes(timestamp, body), read(privateKey)).toString('base64');
}
