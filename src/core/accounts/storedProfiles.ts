import type { Profile } from '../model/profile.ts';
import { checkBaseUrl } from './baseUrl.ts';
import { longestName, noProfiles, type ProfileList } from './profiles.ts';
import { hasInvisible } from './text.ts';

// Activation reads the list, and a schema library would be a tenth of all that it loads: hence by hand.

type Stored = Readonly<Record<string, unknown>>;

const isStored = (value: unknown): value is Stored => typeof value === 'object' && value !== null;

const word = (value: unknown, pattern: RegExp): string | undefined =>
  typeof value === 'string' && pattern.test(value) ? value : undefined;

function decodeName(value: unknown): string | undefined {
  const name = typeof value === 'string' ? value.trim() : '';
  return name === '' || name.length > longestName || hasInvisible(name) ? undefined : name;
}

function decodeProfile(stored: unknown): Profile | undefined {
  if (!isStored(stored)) return undefined;
  const id = word(stored.id, /^[a-z0-9-]{1,64}$/);
  const name = decodeName(stored.name);
  const address = typeof stored.baseUrl === 'string' ? checkBaseUrl(stored.baseUrl) : undefined;
  if (id === undefined || name === undefined || !address?.ok) return undefined;
  return {
    id,
    name,
    icon: word(stored.icon, /^[a-z0-9-]+$/) ?? 'account',
    kind: stored.kind === 'sample' ? 'sample' : 'account',
    baseUrl: address.baseUrl,
    // Where it is not known whether writing was allowed, it is not.
    readOnly: stored.readOnly !== false,
  };
}

/** Reads what was stored, whatever it is: entries that cannot be used, and second ones of an id, are left out. */
export function decodeProfiles(stored: unknown): ProfileList {
  if (!isStored(stored)) return noProfiles;
  const profiles = new Map<string, Profile>();
  for (const entry of Array.isArray(stored.profiles) ? (stored.profiles as readonly unknown[]) : []) {
    const profile = decodeProfile(entry);
    if (profile && !profiles.has(profile.id)) profiles.set(profile.id, profile);
  }
  const { revision } = stored;
  const known = Number.isSafeInteger(revision) && Number(revision) >= 0 ? Number(revision) : 0;
  return { revision: known, profiles: [...profiles.values()] };
}
