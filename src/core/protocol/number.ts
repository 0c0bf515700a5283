import * as v from 'valibot';

/** What the form of a number shows. Texts in here may be hostile; the page makes them safe. */
export interface NumberPage {
  readonly phoneNumber: string;
  readonly account: string;
  /** In words; absent while it is not known. */
  readonly status?: string;
  /** Why nothing can be edited. */
  readonly readOnly?: string;
  /** Why there is no form: the text is not JSON. */
  readonly broken?: string;
  /** Why there is no form: the number could not be read. `account` when it is the account that needs a look. */
  readonly unread?: { readonly sentence: string; readonly account: boolean };
  /** The number is not in the account any more. */
  readonly gone?: string;
  /** The text holds what automatic saving kept and nobody sent. */
  readonly draft: boolean;
  /** A save is under way. */
  readonly busy: boolean;
  /** What it is doing; `canLeave` when waiting for its end is up to the person. */
  readonly progress?: { readonly sentence: string; readonly canLeave: boolean };
  readonly notice?: { readonly tone: 'information' | 'warning' | 'error'; readonly sentence: string };
  /** Problems of the text that belong to no field. */
  readonly problems: readonly string[];
  readonly sections: readonly SectionForm[];
  readonly choices: Readonly<Record<string, ChoiceList>>;
  /** The number of the last edit of the page that is in the text. */
  readonly heard: number;
}

export interface SectionForm {
  readonly key: string;
  readonly label: string;
  /** What to know about the section as a whole. */
  readonly note?: string;
  /** Why it could not be read when it was last looked at. */
  readonly trouble?: string;
  /** It was never read, so nothing of it can be edited. */
  readonly closed: boolean;
  readonly fields: readonly FieldForm[];
  /** What Telnyx tells beside the settings. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

export type FieldValue = string | boolean | readonly string[] | null;

export interface FieldForm {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly kind: 'text' | 'secret' | 'switch' | 'tags' | 'choice' | 'enum';
  /** Where choices come from, a key of `NumberPage.choices`. */
  readonly source?: string;
  /** Of an enum: its words, the present one included. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** Whether it can be set to none. */
  readonly clearable: boolean;
  /** Why it has no effect at the moment. */
  readonly idle?: string;
  /** Absent when it is not known (or, for a secret, when it stays as it is). */
  readonly value?: FieldValue;
  /** Of a secret: whether one is set in the account. Of a choice: the name that belongs to the value. */
  readonly told?: string;
  readonly change?: { readonly before: string; readonly after: string };
  readonly errors: readonly string[];
  /** Somebody else changed it too: what it was, what it is now, what is wanted. */
  readonly conflict?: { readonly base: string; readonly theirs: string; readonly mine: string };
}

export type ChoiceList =
  | { readonly phase: 'loading' }
  | { readonly phase: 'failed'; readonly sentence: string }
  | {
      readonly phase: 'ready';
      readonly query: string;
      readonly options: readonly { readonly id: string; readonly name: string }[];
      /** How many match in all; `options` holds the first of them. */
      readonly matches: number;
    };

const fieldValue = v.union([v.string(), v.boolean(), v.null(), v.pipe(v.array(v.string()), v.readonly())]);
const id = v.object({ id: v.string() });
const nothing = v.undefined();

export const numberActs = {
  /** A field has another value; `seq` counts the edits of the page. */
  edit: v.object({ id: v.string(), value: fieldValue, seq: v.number() }),
  /** Back to what the account holds. */
  revert: id,
  keepMine: id,
  takeTheirs: id,
  /** Asks for choices that match; loads them when they are not. */
  search: v.object({ source: v.string(), query: v.string() }),
  /** Compares the account with the document, in VS Code's own comparison. */
  review: nothing,
  /** Waits no longer for what Telnyx works on. */
  leave: nothing,
  apply: nothing,
  discard: nothing,
  /** Looks at the number again. */
  refresh: nothing,
  openText: nothing,
  /** Switches accounts, replaces a key. */
  manageAccounts: nothing,
} as const;
export type NumberActs = typeof numberActs;
