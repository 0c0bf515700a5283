import * as v from 'valibot';

const header = v.object({
  name: v.pipe(v.string(), v.maxLength(1000)),
  value: v.pipe(v.string(), v.maxLength(20_000)),
});
const draftSchema = v.object({
  url: v.pipe(v.string(), v.maxLength(8000)),
  method: v.pipe(v.string(), v.maxLength(40)),
  headers: v.pipe(v.array(header), v.maxLength(200)),
  body: v.pipe(v.string(), v.maxLength(2_000_000)),
  signing: v.picklist(['original', 'test', 'none']),
});
export type DraftText = v.InferOutput<typeof draftSchema>;

/** What is sent to a server of the person's own, and what came back. */
export interface ReplayPage {
  readonly title: string;
  readonly account: string;
  /** The edit that was heard last: what the page typed after it is newer than `draft`. */
  readonly heard: number;
  readonly draft: DraftText;
  /** What must be known about what is sent. */
  readonly notes: readonly string[];
  /** What keeps it from being sent, at its field: a header is named by its place. */
  readonly complaints: readonly {
    readonly at: 'url' | 'method' | 'body' | number;
    readonly sentence: string;
  }[];
  /** The public half of the test key, once it is wanted. */
  readonly testKey?: string;
  readonly sending: boolean;
  /** The draft can be made the original again. */
  readonly canReset: boolean;
  /** The newest first. */
  readonly sends: readonly SendText[];
  readonly chosen?: number;
  readonly steps: readonly StepText[];
  /** Why the send that is looked at ended early. */
  readonly problem?: string;
  readonly restore: ReplayRestore;
}

export interface SendText {
  readonly id: number;
  readonly tone: 'good' | 'bad';
  /** `14:03:20 · HTTP 500 · 12 ms`. */
  readonly words: string;
}

export interface StepText {
  /** `POST http://localhost:3000/hook`. */
  readonly line: string;
  /** `HTTP 500 Internal Server Error · 12 ms`; absent where no answer came. */
  readonly status?: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** The headers as they were sent. */
  readonly sent: readonly { readonly name: string; readonly value: string }[];
  readonly body?: { readonly note: string; readonly text?: string };
}

/** Decoded by the panel's serializer. Secrets that were typed are not kept, only where they stood. */
export const replayRestoreSchema = v.object({
  title: v.string(),
  account: v.string(),
  notes: v.array(v.string()),
  draft: draftSchema,
  lost: v.array(v.number()),
});
export type ReplayRestore = v.InferOutput<typeof replayRestoreSchema>;

const nothing = v.optional(v.undefined_());
const edit = v.object({ seq: v.number(), draft: draftSchema });

export const replayActs = {
  edit,
  /** What is sent is what stood there. */
  send: edit,
  stop: nothing,
  reset: nothing,
  choose: v.number(),
  copyKey: nothing,
  allow: nothing,
} as const;
export type ReplayActs = typeof replayActs;
