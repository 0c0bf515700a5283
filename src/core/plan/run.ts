import type { Operation, Values } from '../settings/setting.ts';
import type { NumberName } from './plan.ts';
import type { Family, Restored, Source } from './proposal.ts';

/** The operations that a plan is sent with. */
export type StepOperation = Operation | 1 | 8 | 9 | 17;

/** `job`: operations 8, 9, 10. `order`: operation 1. `single`: one request for each number. */
export type Way = 'job' | 'order' | 'single';

/**
 * What has become of a number, or of one request for it.
 * `waiting`: not sent yet. `underway`: sent, and Telnyx works on it. `otherwise`: Telnyx took it but holds something
 * else. `conflict`: somebody else changed it after the review, so it was not sent. `unknown`: sent, and nobody can say
 * what came of it. `left`: not sent, because the run was cancelled or the number went away. `already`: not sent, because
 * somebody else had made it so.
 */
export type Became =
  'waiting' | 'underway' | 'changed' | 'otherwise' | 'failed' | 'conflict' | 'unknown' | 'left' | 'already';

export interface Ending {
  readonly became: Became;
  /** The API's code of a failure. */
  readonly code?: string;
  /** For people: why, or what to know beside "changed". */
  readonly sentence?: string;
  /** What Telnyx holds instead, where it is `otherwise`: by `settingId`, secrets masked. */
  readonly kept?: Values;
}

/** One number in a run. */
export interface NumberResult extends Ending {
  readonly number: NumberName;
  /** What each request for it came to, in the order they are made. */
  readonly parts: readonly (Ending & {
    readonly operation: StepOperation;
    /** `settingId`s; none for a deletion. */
    readonly settings: readonly string[];
    /** What the account held before, and what was to be written: by `settingId`, secrets masked; none for a deletion. */
    readonly before: Values;
    readonly mine: Values;
  })[];
}

/** How many numbers have become what. */
export type Counts = Readonly<Record<Became, number>>;

/** One chunk of a run: a job, an order, or up to a chunk of single requests. */
export interface StepState {
  readonly operation: StepOperation;
  readonly way: Way;
  /** `checking`: the numbers are read again. `sending`: requests are made. `following`: a job or order is watched. */
  readonly phase: 'waiting' | 'checking' | 'sending' | 'following' | 'done';
  readonly numbers: number;
  readonly counts: Counts;
  /** The id of its job (operation 11) or order (operation 2), once it has one. */
  readonly job?: string;
}

/**
 * `running`: at work in this window. `pausing`, `paused`: no further chunk is begun; jobs under way are followed to
 * their end. `stopped`: trouble, see `trouble`; can be resumed. `interrupted`: no window is at work on it, as after a
 * crash; can be resumed. `elsewhere`: another window is at work on it. `cancelled`, `done`: nothing more is sent.
 */
export type RunPhase =
  'running' | 'pausing' | 'paused' | 'stopped' | 'interrupted' | 'elsewhere' | 'cancelled' | 'done';

/** What the list of recent changes tells of a run without reading all of it. */
export interface RunSummary {
  readonly id: string;
  readonly title: string;
  readonly source: Source;
  readonly family: Family;
  /** The run that this one undoes or retries. */
  readonly of?: string;
  readonly restores?: Restored;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly phase: RunPhase;
  readonly numbers: number;
  /** How many numbers it deletes. */
  readonly deletions: number;
  /** For "Resume 3 of 7 steps". */
  readonly steps: { readonly done: number; readonly all: number };
  readonly counts: Counts;
  /**
   * How many numbers were changed by at least one of their requests, or may have been, whatever became of the others;
   * absent where an older record does not tell.
   */
  readonly touched?: number;
  /** Until when another window holds it, unless that says again that it is there; in milliseconds since 1970. */
  readonly heldUntil?: number;
  /** Parts of its journal cannot be read: what they held is unknown. */
  readonly damaged: boolean;
}

/** A run as it stands. */
export interface RunState extends RunSummary {
  readonly stepStates: readonly StepState[];
  /** Why it stopped: one sentence. */
  readonly trouble?: string;
  /** Numbers that ended a second over the last while, and how long the rest will take; absent while nobody can say. */
  readonly perSecond?: number;
  readonly secondsLeft?: number;
}

/** A run that is over, or that nobody is at work on, as its journal tells it. */
export interface RunRecord {
  readonly state: RunState;
  /** In the order of the plan; `became` narrows. */
  results(became?: readonly Became[]): readonly NumberResult[];
}

/** A run at work in this window. */
export interface Run extends RunRecord {
  /** Told after every change, several at once at most; the result ends it. */
  onChange(listener: (state: RunState) => void): { dispose(): void };
  /** Begins no further chunk; what was sent is followed to its end. */
  pause(): void;
  /** Goes on after `pause` or after trouble. */
  proceed(): void;
  /** Sends nothing more, for good. */
  cancel(): void;
  /** Resolves when it is done, cancelled, stopped or paused and nothing is under way. */
  settled(): Promise<RunState>;
}
