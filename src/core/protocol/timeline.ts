import * as v from 'valibot';
import { repairSchema, type FailureText } from './failure.ts';

const timelineSources = ['audit', 'plan', 'job', 'delivery', 'charge'] as const;
export type TimelineSource = (typeof timelineSources)[number];

/** One place where things about the number are read. */
export interface SourceText {
  readonly name: TimelineSource;
  readonly label: string;
  readonly shown: boolean;
  /** How many entries, how far back, or that it is being read; empty while it is not shown. */
  readonly words: string;
  readonly failure?: FailureText;
}

export type TimelineLine =
  | { readonly type: 'day'; readonly key: string; readonly label: string }
  | {
      readonly type: 'entry';
      readonly key: string;
      readonly source: TimelineSource;
      /** Empty for what belongs to a whole day. */
      readonly time: string;
      readonly title: string;
      /** Where it is from and what else is told. */
      readonly detail: string;
      readonly tone: 'good' | 'bad' | 'waiting' | 'muted' | 'plain';
      /** What a screen reader says. */
      readonly spoken: string;
    }
  /** Something was not read here; `further` where it can be. */
  | { readonly type: 'gap'; readonly key: string; readonly label: string; readonly further: boolean }
  | { readonly type: 'quiet'; readonly key: string; readonly label: string };

export interface TimelinePage {
  /** The number. */
  readonly title: string;
  readonly account: string;
  readonly busy: boolean;
  /** The account is not open: what is shown is what was known. */
  readonly closed?: string;
  /** What it ends with, where only what came before something is shown. */
  readonly before?: string;
  readonly sources: readonly SourceText[];
  /** How far back, when, and what holds for all of it: sentences. */
  readonly notes: readonly string[];
  readonly canGoBack: boolean;
  readonly lines: { readonly total: number; readonly from: number; readonly rows: readonly TimelineLine[] };
  /** The place of the line that keys act on. */
  readonly active: number;
  readonly restore: TimelineRestore;
}

const source = v.picklist(timelineSources);

/** The delivery before which something is looked for. */
export const beforeSchema = v.object({
  id: v.string(),
  /** Milliseconds since 1970. */
  at: v.number(),
  label: v.string(),
});
export type Before = v.InferOutput<typeof beforeSchema>;

/** Decoded by the panel's serializer. */
export const timelineRestoreSchema = v.object({
  profile: v.string(),
  account: v.string(),
  phoneNumber: v.string(),
  id: v.exactOptional(v.string()),
  shown: v.array(source),
  span: v.pipe(v.number(), v.integer(), v.minValue(0)),
  before: v.exactOptional(beforeSchema),
});
export type TimelineRestore = v.InferOutput<typeof timelineRestoreSchema>;

const place = v.pipe(v.number(), v.integer(), v.minValue(0));
const nothing = v.undefined();

export const timelineActs = {
  show: v.object({ source, shown: v.boolean() }),
  look: v.object({ from: place, to: place }),
  /** So many lines up or down. */
  move: v.pipe(v.number(), v.integer()),
  go: place,
  /** Does what the line is for: opens what happened, or reads on at a gap. */
  open: v.string(),
  further: source,
  older: nothing,
  refresh: nothing,
  everything: nothing,
  repair: repairSchema,
} as const;
export type TimelineActs = typeof timelineActs;
