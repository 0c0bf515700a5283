import * as v from 'valibot';

/** What the page of a plan shows. Only the lines in sight are in it, whatever the size of the plan. */
export interface PlanState {
  readonly account: string;
  readonly title: string;
  /** What the plan does, or what became of it, in words. Empty while nothing is known. */
  readonly head: string;
  /** What a reader must know besides. */
  readonly notes: readonly Note[];
  /** What has been read so far of what must be read first; absent when nothing is being read. */
  readonly reading?: { readonly sentence: string; readonly done?: number; readonly of?: number };
  readonly run?: RunText;
  /** It was applied: lines tell what became of it. */
  readonly applied: boolean;
  /** What can be done now, the most likely first. */
  readonly ways: readonly WayText[];
  readonly filters: readonly { readonly key: FilterKey; readonly label: string; readonly count: number }[];
  readonly filter: FilterKey;
  /** The search that the lines below answer to. */
  readonly search: string;
  /** How much of what filter and search let through belongs to the plan; absent where that is not up to the person. */
  readonly shown?: Included;
  readonly lines: Lines;
  /** What the page keeps, so that its panel can come back after a reload. */
  readonly restore: Restore;
}

export interface WayText {
  readonly way: Way;
  readonly label: string;
  readonly primary?: true;
  /** It is being done already: it stays in its place, and pressing it does nothing. */
  readonly busy?: true;
}

export interface Note {
  readonly tone: 'error' | 'warning' | 'information';
  readonly sentence: string;
  readonly ways?: readonly { readonly way: Way; readonly label: string }[];
}

/** A part of a run: requests of one kind. */
export interface StepText {
  readonly label: string;
  readonly done: number;
  readonly of: number;
  /** `partly`: it is over, and some of its numbers are not as they were wished. */
  readonly state: 'waiting' | 'running' | 'done' | 'partly' | 'failed';
  /** How many failed, in words. */
  readonly failed?: string;
}

export interface RunText {
  /** How it goes, in words: what is being done, how fast, how long it may take. */
  readonly sentence: string;
  readonly done: number;
  readonly of: number;
  /** Something moves by itself. */
  readonly moving: boolean;
  readonly steps: readonly StepText[];
}

export type Included = 'all' | 'some' | 'none';

/** The lines that filter and search let through, and those of them that the page last asked for. */
export interface Lines {
  readonly total: number;
  readonly from: number;
  readonly rows: readonly Line[];
}

export type Line = GroupLine | ChangeLine;

/** All numbers that are to change in the same way. */
export interface GroupLine {
  readonly type: 'group';
  readonly key: string;
  /** The change in words. */
  readonly label: string;
  /** How many numbers, in words. */
  readonly count: string;
  /** Absent where nothing of it is up to the person. */
  readonly included?: Included;
  readonly open: boolean;
}

/** One field of one number. A number with several fields has several lines, one below the other. */
export interface ChangeLine {
  readonly type: 'change';
  readonly key: string;
  readonly number: string;
  /** The number is named once, on its first line; it is taken out and put back there. */
  readonly first: boolean;
  /** Absent where it is not up to the person. */
  readonly included?: boolean;
  readonly field: string;
  readonly before: string;
  readonly after: string;
  readonly state?: { readonly tone: Tone; readonly words: string };
  /** Somebody else changed it: which value is to stay. */
  readonly choice?: { readonly setting: string; readonly side: Side | 'open' };
}

export type Tone = 'good' | 'bad' | 'warning' | 'waiting' | 'muted';

const ways = [
  'apply',
  'pause',
  'resume',
  'cancel',
  'retry',
  'rest',
  'unknown',
  'undo',
  'check',
  'save',
  'export',
  'reload',
  'mine',
  'theirs',
  'replace-key',
  'check-account',
  'show-log',
] as const;
/** What a person can do with a plan as a whole. */
export type Way = (typeof ways)[number];

const filterKeys = [
  'all',
  'conflict',
  'blocked',
  'same',
  'out',
  'changed',
  'failed',
  'pending',
  'unknown',
] as const;
export type FilterKey = (typeof filterKeys)[number];

const sides = ['mine', 'theirs'] as const;
export type Side = (typeof sides)[number];

/** Folded groups that are told and kept at most. */
export const mostFolded = 100;

const folded = v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.maxLength(mostFolded));

/**
 * Decoded by the panel's serializer. `filter` and `search`: what its person looked for last; `folded`: ids of numbers
 * whose groups are folded.
 */
export const restoreSchema = v.object({
  profile: v.string(),
  account: v.string(),
  plan: v.string(),
  filter: v.fallback(v.optional(v.picklist(filterKeys), 'all'), 'all'),
  search: v.fallback(v.optional(v.string(), ''), ''),
  folded: v.fallback(v.optional(folded, []), []),
});
export type Restore = Readonly<v.InferOutput<typeof restoreSchema>>;

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The most lines that are sent at once. */
export const mostLines = 300;

export const planActs = {
  /** The lines in sight, by their place; `to` is not included. */
  look: v.object({ from: whole, to: whole }),
  filter: v.picklist(filterKeys),
  search: v.string(),
  /** Folds a group, or unfolds it. */
  fold: v.object({ key: v.string(), open: v.boolean() }),
  /** Takes a number or a group out of the plan, or puts it back. */
  take: v.object({ key: v.string(), included: v.boolean() }),
  /** The same for all that filter and search let through. */
  takeShown: v.boolean(),
  /** Which value of a setting of a number is to stay. */
  choose: v.object({ key: v.string(), setting: v.string(), side: v.picklist(sides) }),
  go: v.picklist(ways),
} as const;
export type PlanActs = typeof planActs;
