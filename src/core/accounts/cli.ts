import { t } from '@vscode/l10n';
import * as v from 'valibot';
import { checkKey } from './key.ts';

/** A key that lies outside this extension and may be imported. */
export interface FoundKey {
  /** A name to offer for the account. */
  readonly name: string;
  readonly from: 'environment' | 'cli';
  readonly key: string;
}

export interface Found {
  readonly keys: readonly FoundKey[];
  /** Why some or all of the file could not be used; never a key. */
  readonly problems: readonly string[];
}

const keyed = v.looseObject({ apiKey: v.optional(v.unknown()), api_key: v.optional(v.unknown()) });
const config = v.looseObject({
  ...keyed.entries,
  defaultProfile: v.fallback(v.optional(v.string()), undefined),
  profiles: v.fallback(v.record(v.string(), v.unknown()), {}),
});

/** `"KEY…"`, `{ "apiKey": "KEY…" }` or `{ "api_key": "KEY…" }`. */
function keyOf(entry: unknown): unknown {
  if (typeof entry === 'string') return entry;
  const parsed = v.safeParse(keyed, entry);
  return parsed.success ? (parsed.output.apiKey ?? parsed.output.api_key) : undefined;
}

/**
 * The keys in the config file of the Telnyx CLI (`@telnyx/api-cli`, `telnyx auth setup`):
 * `{ "defaultProfile": "a", "profiles": { "a": { "apiKey": "KEY…" } } }`, or one `apiKey` / `api_key` at the top.
 * The default profile comes first; a key that is there twice is offered once.
 */
export function keysInCliConfig(text: string): Found {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { keys: [], problems: [t('The config file of the Telnyx CLI is not valid JSON.')] };
  }
  const parsed = v.safeParse(config, json);
  if (!parsed.success) {
    return { keys: [], problems: [t('The config file of the Telnyx CLI has an unknown form.')] };
  }
  const first = parsed.output.defaultProfile;
  const entries: [string, unknown][] = Object.entries(parsed.output.profiles);
  entries.sort(([a], [b]) => Number(b === first) - Number(a === first));
  if (keyOf(parsed.output) !== undefined) entries.unshift(['default', parsed.output]);

  const keys = new Map<string, FoundKey>();
  const problems: string[] = [];
  for (const [name, entry] of entries) {
    const raw = keyOf(entry);
    const checked = typeof raw === 'string' ? checkKey(raw) : undefined;
    if (!checked?.ok) problems.push(t('The CLI profile "{0}" has no usable API key.', name));
    else if (!keys.has(checked.key)) keys.set(checked.key, { name, from: 'cli', key: checked.key });
  }
  return { keys: [...keys.values()], problems };
}
