import * as v from 'valibot';
import type { ChoiceList, FieldForm } from './number.ts';

/** What tags are wished: a list that replaces what is there, or some that are added or taken away. */
export const tagWays = ['add', 'remove', 'replace'] as const;
export type TagWay = (typeof tagWays)[number];

/** One setting of many numbers. */
export interface BatchField {
  /** Its value is what is wished; absent means that it is left as it is. A switch is an enum of `true` and `false`. */
  readonly field: FieldForm;
  /** What the numbers have now, in words. */
  readonly now: string;
  /** Whether something is wished. */
  readonly wished: boolean;
  /** Of tags only. */
  readonly way?: TagWay;
  /** What to know before many numbers get it. */
  readonly note?: string;
}

export interface BatchSection {
  readonly key: string;
  readonly label: string;
  readonly note?: string;
  readonly fields: readonly BatchField[];
}

/** What the form for many numbers shows. Texts in here may be hostile; the page makes them safe. */
export interface BatchPage {
  readonly account: string;
  readonly title: string;
  /** The numbers in words: the first of them, and how many more. */
  readonly numbers: string;
  /** Why nothing can be reviewed. */
  readonly closed?: string;
  /** What to know where nothing may be written. */
  readonly readOnly?: string;
  /** Whether what the numbers have has been looked at; `looking` in words while it is. */
  readonly looked: 'no' | 'looking' | 'yes';
  readonly looking?: string;
  readonly failure?: { readonly sentence: string; readonly requestId?: string };
  readonly notice?: string;
  readonly sections: readonly BatchSection[];
  readonly choices: Readonly<Record<string, ChoiceList>>;
  /** The number of the last edit of the page that was heard. */
  readonly heard: number;
  /** A review is being made. */
  readonly busy: boolean;
  /** How many settings are wished, in words; absent when none is. */
  readonly summary?: string;
  /** What the page keeps, so that its panel can come back after a reload. */
  readonly restore: BatchRestore;
}

const value = v.union([v.string(), v.boolean(), v.null(), v.pipe(v.array(v.string()), v.readonly())]);
const way = v.picklist(tagWays);

/** Decoded by the panel's serializer. */
export const batchRestoreSchema = v.object({
  profile: v.string(),
  account: v.string(),
  family: v.picklist(['numbers', 'mobile']),
  /** Id and +E.164 of each number; empty where there were too many to keep. */
  numbers: v.array(v.tuple([v.string(), v.string()])),
  wishes: v.record(v.string(), v.object({ value, way: v.exactOptional(way) })),
  /** Something secret was typed, which is not kept over a reload. */
  secret: v.boolean(),
});
export type BatchRestore = v.InferOutput<typeof batchRestoreSchema>;

const nothing = v.undefined();

export const batchActs = {
  /** A setting is wished to be this; `seq` counts the edits of the page. */
  wish: v.object({ id: v.string(), value, seq: v.number() }),
  /** What to do with the tags; absent leaves them as they are. */
  way: v.object({ id: v.string(), way: v.exactOptional(way) }),
  leave: v.object({ id: v.string() }),
  search: v.object({ source: v.string(), query: v.string() }),
  look: nothing,
  stop: nothing,
  review: nothing,
} as const;
export type BatchActs = typeof batchActs;
