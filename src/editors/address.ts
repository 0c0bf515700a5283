import { Uri } from 'vscode';
import { numberSuffix, schemes } from '../core/model/names.ts';
import type { Profile } from '../core/model/profile.ts';

/** Which number document a URI names. */
export interface Address {
  readonly profileId: string;
  /** +E.164. */
  readonly phoneNumber: string;
}

/** `telnyx:/<profile id>/numbers/+13125550001.telnyx-number.json`; undefined for any other URI. */
export function addressOf(uri: Uri): Address | undefined {
  if (uri.scheme !== schemes.document && uri.scheme !== schemes.readOnlyDocument) return undefined;
  const [, profileId, folder, name, ...more] = uri.path.split('/');
  if (!profileId || folder !== 'numbers' || !name?.endsWith(numberSuffix) || more.length > 0)
    return undefined;
  const phoneNumber = name.slice(0, -numberSuffix.length);
  return phoneNumber === '' ? undefined : { profileId, phoneNumber };
}

export function uriOf({ profileId, phoneNumber }: Address, scheme: string = schemes.document): Uri {
  return Uri.from({ scheme, path: `/${profileId}/numbers/${phoneNumber}${numberSuffix}` });
}

/** The document a person opens: of an account that may not be changed, the one that cannot be edited. */
export function uriToOpen(profile: Profile, phoneNumber: string): Uri {
  const scheme = profile.readOnly ? schemes.readOnlyDocument : schemes.document;
  return uriOf({ profileId: profile.id, phoneNumber }, scheme);
}

export const keyOf = ({ profileId, phoneNumber }: Address): string => `${profileId}/${phoneNumber}`;

/** The number whose present state in the account a `telnyx-live:` URI names. */
export function liveAddressOf(uri: Uri): Address | undefined {
  return uri.scheme === schemes.live ? addressOf(uri.with({ scheme: schemes.document })) : undefined;
}

export function sameAddress(one: Address | undefined, other: Address | undefined): boolean {
  return one !== undefined && other !== undefined && keyOf(one) === keyOf(other);
}

/** Whether a URI names a folder in which number documents stand. */
export function isFolder({ path }: Uri): boolean {
  return /^\/([^/]+(\/numbers)?)?\/?$/.test(path);
}
