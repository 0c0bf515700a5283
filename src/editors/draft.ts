import * as v from 'valibot';
import type { Value, Values } from '../core/settings/setting.ts';

/** What a person has typed and not sent, and what they saw when they began. */
export interface Draft {
  /** The API's id of the number. */
  readonly id: string;
  readonly base: Values;
  /** The text of the document; absent where VS Code itself keeps it (a document with unsaved changes). */
  readonly text?: string;
  /** The file's `stamp` at that time: with a newer one VS Code would refuse to save a restored document. */
  readonly stamp?: number;
  /** What was sent and cannot be seen in the account: it must not be sent again. */
  readonly unseen?: Values;
}

/** Keeps drafts over reloads and crashes, those of each window apart. */
export interface DraftStore {
  /** The draft of this window, else one that another has left behind. */
  load(profileId: string, phoneNumber: string): Promise<Draft | undefined>;
  /** Keeps a draft as this window's; it stands in place of one that was taken over. */
  store(profileId: string, phoneNumber: string, draft: Draft): Promise<void>;
  /** Forgets the draft of this window, and one that it has taken over. */
  remove(profileId: string, phoneNumber: string): Promise<void>;
}

const value: v.GenericSchema<unknown, Value> = v.union([
  v.string(),
  v.boolean(),
  v.null(),
  v.array(v.string()),
]);

export const draftSchema = v.object({
  id: v.string(),
  base: v.record(v.string(), value),
  text: v.exactOptional(v.string()),
  stamp: v.exactOptional(v.number()),
  unseen: v.exactOptional(v.record(v.string(), value)),
});
