import type { ChoiceSource } from '../resources/choices.ts';

/** What a setting can hold. `null` says "none"; an unknown value is told by absence, never by a value. */
export type Value = string | boolean | readonly string[] | null;

/** Values by `settingId`. A setting that is absent is one whose value nobody told us. */
export type Values = Readonly<Record<string, Value>>;

export type SettingType =
  | { readonly kind: 'text' }
  /** A text whose stored value is never shown: documents hold `secretMask` instead. */
  | { readonly kind: 'secret' }
  | { readonly kind: 'switch' }
  /** Labels compared without regard to letter case and order; `from` completes them. */
  | { readonly kind: 'tags'; readonly from: ChoiceSource }
  /** The id of something else in the account. */
  | { readonly kind: 'choice'; readonly from: ChoiceSource };

export type SectionKey = 'general';

/** A group of settings that the API reads in one place. Its key is a member of the number document. */
export interface Section {
  readonly key: SectionKey;
  readonly label: () => string;
  /** The operation that reads its record. */
  readonly readBy: 15;
}

/**
 * One setting of a number. Form, JSON schema, validation, diff labels, requests and error mapping all come from
 * this entry: adding a setting is adding an entry.
 */
export interface Setting {
  /** The API's own name of the field in the request; also the member's name in the number document. */
  readonly key: string;
  readonly section: SectionKey;
  readonly label: () => string;
  /** One or two sentences in plain words, shown under the label and as hover help. */
  readonly help: () => string;
  readonly type: SettingType;
  /** The operation that changes it for one number. */
  readonly operation: 16;
  /** The job that changes it for many numbers; absent where no job takes it. */
  readonly batch?: 10;
  /** The field of the record that tells its value, when it has another name than `key`. */
  readonly readAs?: string;
  /**
   * What is sent to clear it. The API does not say how a value is cleared; for texts and ids the empty string is
   * assumed, and what the server kept is read back and told.
   */
  readonly cleared: Value;
  /** Further names under which a 422 may point at it, besides `key`. */
  readonly pointers?: readonly string[];
  /** A limit of the value beyond its type: a sentence when it is broken. */
  readonly limit?: (value: Value) => string | undefined;
}

/** The number document's word for a secret that is set and stays as it is. */
export const secretMask = '<set, unchanged>';

/** Names a setting among all sections, e.g. `general.tags`. */
export function settingId(setting: Setting): string {
  return `${setting.section}.${setting.key}`;
}

/** Whether a setting belongs to the section with this key. */
export function inSection(setting: Setting, key: string): boolean {
  return setting.section === key;
}
