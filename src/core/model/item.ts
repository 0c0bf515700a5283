/**
 * What a row of the sidebar shows, free of VS Code. Every text in here may be hostile (it comes from the
 * account): whoever draws it makes it safe.
 */

/** A thing a person can do with an item; menus match `\bcan:edit\b`, never a type of item. */
export type Ability =
  | 'edit'
  | 'compare'
  | 'change-settings'
  | 'tag'
  | 'assign-connection'
  | 'assign-billing-group'
  | 'assign-messaging-profile'
  | 'delete'
  | 'copy-label'
  | 'copy-id'
  | 'copy-explanation'
  | 'view-json'
  | 'refresh'
  | 'view-charges'
  | 'open-delivery'
  | 'open-pdf'
  | 'view-usage'
  | 'timeline'
  | 'top-up'
  | 'recharge'
  | 'show-plan'
  | 'resume-plan'
  | 'rerun-plan'
  | 'undo-plan'
  | 'redo-plan'
  | 'export-plan'
  | 'forget-plan'
  | 'show-difference'
  | 'settings';

/** The meaning of an icon's colour; text always says the same. */
export type Tone = 'good' | 'bad' | 'waiting' | 'muted';

export interface Item {
  /** Unique and stable within one account and view, e.g. `number/1293384261075731499`. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** A product icon id. */
  readonly icon?: string;
  readonly tone?: Tone;
  /** What a screen reader says instead of label and description. */
  readonly spoken?: string;
  readonly abilities: readonly Ability[];
  /** What "Copy Explanation" puts on the clipboard. */
  readonly explanation?: string;
  /** What "Copy" puts on the clipboard when it differs from the label. */
  readonly copies?: string;
  /** The API's own id, for "Copy id". */
  readonly apiId?: string;
  /** Drawn when hovered, so built only then. */
  readonly card?: () => Card;
  /** Parts that unfold below the row, from what is already loaded. */
  readonly parts?: () => readonly Item[];
  /** What a click (or Enter) on the row does. */
  readonly opens?: 'delivery' | 'editor' | 'charges' | 'json' | 'plan' | 'usage' | 'recharge' | 'difference';
  /** What `opens` and other verbs need to know, e.g. a period; plain data. */
  readonly subject?: Subject;
}

export type Subject =
  /** `phoneNumber` is +E.164; the id is absent where only the number is known, as in a link. */
  | {
      readonly type: 'number';
      readonly id?: string;
      readonly phoneNumber: string;
      /** A mobile number, which has settings of its own. */
      readonly mobile?: true;
    }
  /** Whole days, YYYY-MM-DD; `to` is not included. */
  | { readonly type: 'period'; readonly from: string; readonly to: string }
  /** `record` is a type of detail records as operation 31 filters it. */
  | { readonly type: 'usage'; readonly record: string }
  /** `label` is what people call it; its PDF is saved as `file`. */
  | { readonly type: 'invoice'; readonly id: string; readonly label: string; readonly file: string }
  /** `key` is `run/<id>` of a plan that was applied, or `draft/<id>` of one under review. */
  | { readonly type: 'plan'; readonly key: string };

/** A tooltip: a title and lines of label and value. */
export interface Card {
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly value: string }[];
  readonly note?: string;
}
