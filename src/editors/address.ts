import { Uri } from 'vscode';
import { mobileSuffix, numberSuffix, schemes } from '../core/model/names.ts';
import type { Profile } from '../core/model/profile.ts';

/** Which kind of number: they have documents of their own. */
export type Folder = 'numbers' | 'mobile';

/** Which number document a URI names. */
export interface Address {
  readonly profileId: string;
  readonly folder: Folder;
  /** +E.164. */
  readonly phoneNumber: string;
}

const suffixes: Readonly<Record<Folder, string>> = { numbers: numberSuffix, mobile: mobileSuffix };
const isFolderName = (name: string | undefined): name is Folder =>
  name !== undefined && Object.hasOwn(suffixes, name);

/** `telnyx:/<profile id>/numbers/+13125550001.telnyx-number.json` and its like; undefined for any other URI. */
export function addressOf(uri: Uri): Address | undefined {
  if (uri.scheme !== schemes.document && uri.scheme !== schemes.readOnlyDocument) return undefined;
  const [, profileId, folder, name, ...more] = uri.path.split('/');
  if (!profileId || !isFolderName(folder) || !name?.endsWith(suffixes[folder]) || more.length > 0)
    return undefined;
  const phoneNumber = name.slice(0, -suffixes[folder].length);
  return phoneNumber === '' ? undefined : { profileId, folder, phoneNumber };
}

export function uriOf({ profileId, folder, phoneNumber }: Address, scheme: string = schemes.document): Uri {
  return Uri.from({ scheme, path: `/${profileId}/${folder}/${phoneNumber}${suffixes[folder]}` });
}

/** The document a person opens: of an account that may not be changed, the one that cannot be edited. */
export function uriToOpen(profile: Profile, phoneNumber: string, folder: Folder): Uri {
  const scheme = profile.readOnly ? schemes.readOnlyDocument : schemes.document;
  return uriOf({ profileId: profile.id, folder, phoneNumber }, scheme);
}

export const keyOf = ({ profileId, folder, phoneNumber }: Address): string =>
  `${profileId}/${draftName({ folder, phoneNumber })}`;

/** What drafts are called: a number that is in both lists has two. */
export const draftName = ({ folder, phoneNumber }: Pick<Address, 'folder' | 'phoneNumber'>): string =>
  folder === 'mobile' ? `mobile${phoneNumber}` : phoneNumber;

/** What says in a `telnyx-live:` URI that nothing lies beside it whose format it should follow. */
const alone = 'alone';

/** A number as the account holds it, written as every number is: for laying two numbers side by side. */
export function aloneUriOf(address: Address): Uri {
  return uriOf(address, schemes.live).with({ query: alone });
}

export const isAlone = ({ query }: Uri): boolean => query === alone;

/** The number whose present state in the account a `telnyx-live:` URI names. */
export function liveAddressOf(uri: Uri): Address | undefined {
  return uri.scheme === schemes.live ? addressOf(uri.with({ scheme: schemes.document })) : undefined;
}

export function sameAddress(one: Address | undefined, other: Address | undefined): boolean {
  return one !== undefined && other !== undefined && keyOf(one) === keyOf(other);
}

/** Whether a URI names a folder in which number documents stand. */
export function isFolder({ path }: Uri): boolean {
  return /^\/([^/]+(\/(numbers|mobile))?)?\/?$/.test(path);
}
