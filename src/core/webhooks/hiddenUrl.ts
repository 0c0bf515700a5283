/** What stands in place of a secret. */
export const masked = '••••';

/** Names of parameters whose values open something, or were made with a key. */
const secretName =
  /auth|cookie|sig|secret|token|passw|pwd|^pass$|key|credential|session|^sid$|jwt|hmac|hash|^code$|^otp$|^pin$/i;
/** Long and mixed, as tokens are and words are not. */
const looksRandom = /^(?=.*\d)(?=.*[a-z])[\w.~+/=-]{20,}$/i;
/** A parameter or a user name in what is itself a URL. */
const innerParameter = /([^?&;=#\s]+)=/g;
const innerUser = /\/\/[^/\s]*@/;

function plain(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function isSecretValue(value: string): boolean {
  const told = plain(value);
  if (looksRandom.test(told) || innerUser.test(told)) return true;
  return [...told.matchAll(innerParameter)].some(([, name = '']) => secretName.test(name));
}

function hiddenPair(pair: string): string {
  const equals = pair.indexOf('=');
  if (equals < 0) return isSecretValue(pair) ? masked : pair;
  const value = pair.slice(equals + 1);
  const name = pair.slice(0, equals);
  return value !== '' && (secretName.test(plain(name)) || isSecretValue(value)) ? `${name}=${masked}` : pair;
}

/**
 * A URL as it may be shown and kept: user name and password, and what looks like a secret in its query or fragment, are
 * masked; everything else stays as it is written. A secret in its path cannot be told from a path.
 */
export function hiddenUrl(url: string): string {
  const [, before = '', query = ''] = /^([^?#]*)(.*)$/s.exec(url) ?? [];
  const where = before.replace(/^(\s*(?:[a-z][a-z\d+.-]*:)?[/\\]*)[^/\\]*@/i, `$1${masked}@`);
  return where + query.replace(/[^?&#]+/g, hiddenPair);
}

/** Whether a URL holds what `hiddenUrl` masks. */
export const holdsSecret = (url: string | undefined): boolean => url !== undefined && hiddenUrl(url) !== url;
