import { visible } from '../model/text.ts';
import { maskedText } from '../webhooks/maskedBody.ts';

/** Which record a JSON document shows. */
export interface RecordTarget {
  /** The profile's id. */
  readonly account: string;
  /** The kind's name. */
  readonly kind: string;
  readonly id: string;
}

/** Names of fields that hold secrets, whatever kind of record has them: the audit log tells of all kinds. */
const secrets = /(^|_)(pin|passw(or)?d|secret|token|api_key|credentials?)$/i;

/** Whether a field, with dots where it is nested, is a secret. */
export const isSecret = (field: string) => secrets.test(field.slice(field.lastIndexOf('.') + 1));

/** A secret as it is shown: whether there is one may be seen. */
export const masked = (value: unknown): unknown =>
  value === undefined || value === null || value === '' ? value : '••••';

/** A replacer for JSON that masks secrets: fields of that name, both sides of a change of one, and those of URLs. */
export function maskSecrets(key: string, value: unknown): unknown {
  if (isSecret(key)) return masked(value);
  if (typeof value === 'string') return maskedText(value);
  if (typeof value !== 'object' || value === null || !('field' in value)) return value;
  if (typeof value.field !== 'string' || !isSecret(value.field)) return value;
  return {
    ...value,
    ...('from' in value && { from: masked(value.from) }),
    ...('to' in value && { to: masked(value.to) }),
  };
}

/** A document's path: it ends in a readable name, which VS Code shows as the title of the tab. */
export function recordPath({ account, kind, id }: RecordTarget, label: string): string {
  const title = visible(label)
    .replace(/[\\/:*?"<>|]+/g, '-')
    .slice(0, 80);
  return `/${[account, kind, id].map(encodeURIComponent).join('/')}/${title}.json`;
}

/** The record of a path made by `recordPath`; undefined for any other path. */
export function recordTarget(path: string): RecordTarget | undefined {
  const [account, kind, id] = path.split('/').slice(1, 4).map(decoded);
  return account && kind && id ? { account, kind, id } : undefined;
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

/**
 * A record as JSON text. Secrets are masked. Characters that are not seen are written as escapes: the same JSON,
 * but nothing in it can turn the direction of reading.
 */
export function recordJson(record: unknown): string {
  const json = JSON.stringify(record ?? null, maskSecrets, 2);
  return json.replace(/[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]/gu, escaped) + '\n';
}

function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
}
