import type { ChoiceSource } from '../resources/choices.ts';

/** What a setting can hold. `null` says "none"; an unknown value is told by absence, never by a value. */
export type Value = string | boolean | readonly string[] | null;

/** Values by `settingId`. A setting that is absent is one whose value nobody told us. */
export type Values = Readonly<Record<string, Value>>;

/** One value of a short list the API documents, and its words. */
export interface EnumOption {
  readonly value: string;
  readonly label: () => string;
}

export type SettingType =
  | { readonly kind: 'text' }
  /** A text whose stored value is never shown: documents hold `secretMask` instead. */
  | { readonly kind: 'secret' }
  | { readonly kind: 'switch' }
  /** Labels compared without regard to letter case and order; `from` completes them. */
  | { readonly kind: 'tags'; readonly from: ChoiceSource }
  /** The id of something else in the account. */
  | { readonly kind: 'choice'; readonly from: ChoiceSource }
  /**
   * One of a few words. A word that is not among them is shown as it is and kept. `offered` names the list of the
   * record that says which are allowed for this number.
   */
  | { readonly kind: 'enum'; readonly options: readonly EnumOption[]; readonly offered?: string };

export type SectionKey = 'general' | 'voice' | 'messaging' | 'emergency' | 'bundle';

/** The records that tell the values: operations 15, 22 and 20; of mobile numbers 25 and 4. */
export type RecordKey = 'number' | 'voice' | 'messaging' | 'mobile' | 'mobile-messaging';

/** The operations that change settings of one number. */
export type Operation = 16 | 23 | 21 | 18 | 19 | 10 | 26;

/** A value of the same section by its key; undefined when unknown. */
export type Sibling = (key: string) => Value | undefined;

/** Something a record tells that nobody can change. */
export interface Fact {
  readonly label: () => string;
  /** In words; undefined when the record does not tell it. */
  readonly show: (record: Readonly<Record<string, unknown>>) => string | undefined;
}

/** What several settings of a section must fulfil together. Only asked when one of `keys` is changed. */
export interface Rule {
  readonly keys: readonly string[];
  /** The setting to complain at and the sentence; undefined when all is well. */
  readonly broken: (sibling: Sibling) => { readonly key: string; readonly sentence: string } | undefined;
}

/** A group of settings. Its key is a member of the number document. */
export interface Section {
  readonly key: SectionKey;
  readonly label: () => string;
  /** What to know about the section as a whole, in a sentence or two. */
  readonly note?: () => string;
  /** The record that tells it; absent when Telnyx tells nothing of it. */
  readonly record?: RecordKey;
  readonly facts?: readonly Fact[];
  readonly rules?: readonly Rule[];
}

/**
 * One setting of a number. Form, JSON schema, validation, diff labels, requests and error mapping all come from
 * this entry: adding a setting is adding an entry.
 */
export interface Setting {
  /** The member's name in the number document: the API's own name of the field, unless `field` says another. */
  readonly key: string;
  /** The API's name of the field, where two objects of one section have fields of the same name. */
  readonly field?: string;
  readonly section: SectionKey;
  readonly label: () => string;
  /** One or two sentences in plain words, shown under the label and as hover help. */
  readonly help: () => string;
  readonly type: SettingType;
  /** The operation that changes it for one number. */
  readonly operation: Operation;
  /** The batch that changes it for many numbers; absent where none takes it. */
  readonly batch?: 1 | 9 | 10;
  /** The record that tells its value; absent when none does. */
  readonly record?: RecordKey;
  /** The object inside the request that holds it. It is always sent whole: nobody documents what a part would do. */
  readonly inside?: string;
  /** Where the record tells it, when that is not `inside` and `key`. */
  readonly toldAt?: readonly string[];
  /** A record that leaves the field out says "none" by that. */
  readonly absentIsNone?: true;
  /**
   * What is sent to clear it; absent when there is no way to clear it. Where the API does not say how a value is
   * cleared, the empty string is assumed, and what the server kept is read back and told.
   */
  readonly cleared?: Value;
  /** How a request says a value, where it differs from how the record tells it. */
  readonly wire?: (value: Value) => Value;
  /** Further names under which a 422 may point at it, besides `key`. */
  readonly pointers?: readonly string[];
  /** A limit of the value beyond its type: a sentence when it is broken. */
  readonly limit?: (value: Value) => string | undefined;
  /** Why it has no effect at the moment: a sentence; undefined when it has. */
  readonly idle?: (sibling: Sibling) => string | undefined;
}

/** Everything one kind of number document can hold. */
export interface Table {
  /** The record without which there is no number. */
  readonly primary: RecordKey;
  readonly sections: readonly Section[];
  readonly settings: readonly Setting[];
  /** Members of objects which only the account writes: they are not sent back. */
  readonly readOnlyMembers?: readonly string[];
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

/** The API's name of its field. */
export function fieldOf({ field, key }: Setting): string {
  return field ?? key;
}
