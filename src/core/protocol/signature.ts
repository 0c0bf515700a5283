import * as v from 'valibot';

const text = v.pipe(v.string(), v.maxLength(2_000_000));
const draftSchema = v.object({ body: text, headers: text, key: text });
export type SignatureDraft = v.InferOutput<typeof draftSchema>;

/** Whether the signature of a webhook holds, and if not, why. */
export interface SignaturePage {
  /** What it is about; empty for what a person pastes. */
  readonly title: string;
  readonly heard: number;
  readonly draft: SignatureDraft;
  /** What must be known about what is checked. */
  readonly notes: readonly string[];
  /** Absent until something is checked, and again once anything is changed. */
  readonly result?: SignatureResultText;
  /** The account that the key can be kept for. */
  readonly account?: { readonly name: string; readonly kept: boolean };
  readonly snippet: string;
  readonly restore: SignatureRestore;
}

export interface SignatureResultText {
  readonly tone: 'good' | 'warning' | 'bad' | 'unknown';
  readonly sentence: string;
  readonly findings: readonly { readonly outcome: 'good' | 'bad' | 'unknown'; readonly sentence: string }[];
  readonly difference?: { readonly place: string; readonly given: string; readonly signed: string };
}

/** Decoded by the panel's serializer. */
export const signatureRestoreSchema = v.object({
  title: v.string(),
  draft: draftSchema,
  rebuilt: v.optional(v.string()),
  unread: v.optional(v.boolean()),
  candidates: v.array(v.object({ name: v.string(), text: v.string() })),
  /** Some candidates held a secret and are left out. */
  fewer: v.optional(v.boolean()),
});
export type SignatureRestore = v.InferOutput<typeof signatureRestoreSchema>;

const nothing = v.optional(v.undefined_());
const edit = v.object({ seq: v.number(), draft: draftSchema });

export const signatureActs = {
  edit,
  check: edit,
  /** Reads the body from a file, byte for byte. */
  pick: nothing,
  /** Keeps the key for the account, or no longer. */
  keep: v.boolean(),
  copy: nothing,
} as const;
export type SignatureActs = typeof signatureActs;
