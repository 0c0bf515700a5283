/** What stands in place of a secret. */
export const masked = '••••';

/** Words in names of parameters whose values open something, or were made with a key, however they are put together. */
const secretWord =
  /auth(?!or(?!i))|cookie|signature|secret|token|passw|passphrase|passcode|pwd|credential|session|jwt|hmac|bearer/;
/** Those that are secrets only as a word of their own, or as its end: not in `design`. */
const secretPart = /^(?:sig|sign|pass|pw|psk|otp|pin)$|(?:key|hash)$/;
const secretWhole = /^(?:sid|code)$|(?:^|_)ticket$/;

function isSecretName(name: string): boolean {
  const lower = name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
  return (
    secretWord.test(lower) ||
    secretWhole.test(lower) ||
    lower.split(/[^a-z]+/).some((part) => secretPart.test(part))
  );
}

/** Long and mixed, as tokens are and words are not. */
const looksRandom = /^(?=.*\d)(?=.*[a-z])[\w.~+/=-]{20,}$/i;
/** A parameter or a user name in what is itself a URL. It is looked for where a name begins only, or long text takes minutes. */
const innerParameter = /(?<![^?&;=#\s])([^?&;=#\s]+)=/g;
const innerUser = /\/\/[^/\s]*@/;

/** A URL within a URL within a URL: nobody goes deeper. */
const mostDecoded = 4;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const plain = (text: string) => decoded(text.replaceAll('+', ' '));

/** What a value may stand for: a plus is one, or a space, and what is encoded may have been more than once. */
function readings(value: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (let told = value, round = 0; round <= mostDecoded; told = decoded(told), round++)
    found.add(told).add(plain(told));
  return found;
}

const isSecretText = (told: string) =>
  looksRandom.test(told) ||
  innerUser.test(told) ||
  [...told.matchAll(innerParameter)].some(([, name = '']) => isSecretName(name));

const isSecretValue = (value: string) => [...readings(value)].some(isSecretText);

function hiddenPair(pair: string): string {
  const equals = pair.indexOf('=');
  if (equals < 0) return isSecretValue(pair) ? masked : pair;
  const value = pair.slice(equals + 1);
  const name = pair.slice(0, equals);
  return value !== '' && (isSecretName(plain(name)) || isSecretValue(value)) ? `${name}=${masked}` : pair;
}

/**
 * A URL as it may be shown and kept: user name and password, and what looks like a secret in its query, its fragment or a
 * parameter of its path (`;name=value`), are masked; everything else stays as it is written. Another secret in its path
 * cannot be told from a path.
 */
export function hiddenUrl(url: string): string {
  const [, before = '', query = ''] = /^([^?#]*)(.*)$/s.exec(url) ?? [];
  const where = before.replace(/^(\s*(?:[a-z][a-z\d+.-]*:)?[/\\]*)[^/\\]*@/i, `$1${masked}@`);
  const path = where.replace(/(?<=;)[^;/\\]+/g, hiddenPair);
  return path + query.replace(/[^?&#]+/g, hiddenPair);
}

/** Whether a URL holds what `hiddenUrl` masks. */
export const holdsSecret = (url: string | undefined): boolean => url !== undefined && hiddenUrl(url) !== url;
