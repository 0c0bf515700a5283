import { t } from '@vscode/l10n';
import type { Profile } from '../model/profile.ts';
import { hasInvisible } from './text.ts';

/** All profiles as they are stored: names and ids, never a key. */
export interface ProfileList {
  /** Grows with every change, so that of two copies the newer is known. */
  readonly revision: number;
  readonly profiles: readonly Profile[];
}

export const noProfiles: ProfileList = { revision: 0, profiles: [] };

/** The one id of the account in memory. */
export const sampleId = 'sample';

/** A name that leads nowhere (RFC 2606): should a request for the sample account ever leave, it gets no farther. */
const sampleBaseUrl = 'https://sample.invalid/v2';

export const longestName = 60;

export type NameCheck =
  { readonly ok: true; readonly name: string } | { readonly ok: false; readonly sentence: string };

/** Two names that look the same are the same. */
const sameLook = (name: string) => name.normalize('NFKC').toLowerCase();

/** Checks a name for an account, or a new one for the account `self`. */
export function checkName(typed: string, list: ProfileList, self?: string): NameCheck {
  const refuse = (sentence: string): NameCheck => ({ ok: false, sentence });
  const name = typed.normalize('NFC').trim();
  if (name === '') return refuse(t('Enter a name.'));
  if (hasInvisible(name)) return refuse(t('The name has control or invisible characters in it.'));
  if (name.length > longestName) return refuse(t('A name has at most {0} characters.', longestName));
  const taken = list.profiles.some((other) => other.id !== self && sameLook(other.name) === sameLook(name));
  if (taken) return refuse(t('Another account has this name.'));
  return { ok: true, name };
}

/** The wanted name, or with a number behind it where it is taken. Unusable ones become "Telnyx". */
export function freeName(wanted: string, list: ProfileList): string {
  const cut = wanted
    .normalize('NFC')
    .trim()
    .slice(0, longestName - 5)
    .trim();
  const base = cut === '' || hasInvisible(cut) ? 'Telnyx' : cut;
  let name = base;
  for (let number = 2; !checkName(name, list).ok; number++) name = `${base} ${number}`;
  return name;
}

/** A new id each time: an account added again under its old name must not inherit documents of the one before. */
function newId(name: string, list: ProfileList): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? ['account'];
  const id = `${words.join('-').slice(0, 24)}-${crypto.randomUUID().slice(0, 8)}`;
  return list.profiles.some((profile) => profile.id === id) ? newId(name, list) : id;
}

const next = (list: ProfileList, profiles: readonly Profile[]): ProfileList => ({
  revision: list.revision + 1,
  profiles,
});

export interface NewProfile {
  readonly name: string;
  readonly baseUrl: string;
  readonly readOnly: boolean;
}

/** Adds an account; the name must have passed `checkName`. */
export function addProfile(list: ProfileList, wanted: NewProfile): { list: ProfileList; profile: Profile } {
  const profile: Profile = { ...wanted, id: newId(wanted.name, list), icon: 'account', kind: 'account' };
  return { list: next(list, [...list.profiles, profile]), profile };
}

/** Adds the sample account, unless it is there already. */
export function addSample(list: ProfileList): ProfileList {
  if (list.profiles.some(({ id }) => id === sampleId)) return list;
  const profile: Profile = {
    id: sampleId,
    name: freeName(t('Sample account'), list),
    icon: 'beaker',
    kind: 'sample',
    baseUrl: sampleBaseUrl,
    readOnly: false,
  };
  return next(list, [...list.profiles, profile]);
}

/** Changes the name or the read-only mark; an unknown id changes nothing. */
export function changeProfile(
  list: ProfileList,
  id: string,
  change: Partial<Pick<Profile, 'name' | 'readOnly'>>,
): ProfileList {
  if (!list.profiles.some((profile) => profile.id === id)) return list;
  return next(
    list,
    list.profiles.map((profile) => (profile.id === id ? { ...profile, ...change } : profile)),
  );
}

export function removeProfile(list: ProfileList, id: string): ProfileList {
  const rest = list.profiles.filter((profile) => profile.id !== id);
  return rest.length === list.profiles.length ? list : next(list, rest);
}
