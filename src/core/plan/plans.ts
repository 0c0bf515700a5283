import type { Facts } from './facts.ts';
import type { Witness } from './engine.ts';
import type { Family, Proposal } from './proposal.ts';
import type { Plan, TakenOut } from './rows.ts';
import type { Became, Run, RunRecord, RunSummary } from './run.ts';

/** How far comparing a proposal with the account has come: requests made, of how many (absent: not known yet). */
export interface LookProgress {
  readonly made: number;
  readonly of?: number;
}

export interface LookOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LookProgress) => void;
}

/** Limits of a plan; `largeFrom` and `chunk` are settings of the person. */
export interface Limits {
  /** From this many numbers on, the person types their count. */
  readonly largeFrom: number;
  /** Numbers in one job, at most 1,000. */
  readonly chunk: number;
}

/** What a person says to apply a plan. */
export interface Consent {
  /** The rows they have taken out. */
  readonly out?: TakenOut;
  /** The count they typed, where `Facts.confirm` asks for it. */
  readonly typed?: number;
  /** The id of the draft that they reviewed, safe as the name of a file: its run bears it, so no other window makes a second. */
  readonly draft?: string;
}

/** A proposal that takes something back or does it again, and what it cannot do. */
export interface Again {
  readonly proposal: Proposal;
  /** Numbers that were deleted, or some of whose fields nobody can put back, and why: one sentence each kind. */
  readonly cannot: readonly { readonly numbers: number; readonly sentence: string }[];
}

/**
 * The plans of one account: compares them, runs them, remembers them. One for each open account and window. Everything
 * it throws is a `Failure`.
 */
export interface Plans {
  /** Compares a proposal of at most `mostNumbers` with the account. Reads only. */
  look(proposal: Proposal, options?: LookOptions): Promise<Plan>;
  /** What a plan comes to without the rows taken out. */
  facts(plan: Plan, out?: TakenOut): Facts;
  /**
   * Begins to write. Every rule is checked again here, below all commands: read-only account, empty plan, the typed
   * count. Rejects when one is broken, when this plan or its draft was applied before, in any window, and when the journal cannot be written; then
   * nothing was sent.
   */
  apply(plan: Plan, consent?: Consent): Promise<Run>;
  /** The runs of this account, newest first. */
  recent(): Promise<readonly RunSummary[]>;
  /** One run with what became of every number: the one at work in this window, else what its journal tells. */
  open(id: string): Promise<RunRecord>;
  /** The run with this id, while it is at work in this window. */
  running(id: string): Run | undefined;
  /** Goes on with an interrupted run. Rejects while another window is at work on it. */
  resume(id: string): Promise<Run>;
  /**
   * Ends a run for good: what was sent is followed to its end, what was not sent is left. Rejects while another window is
   * at work on it.
   */
  cancel(id: string): Promise<Run>;
  /** Looks at the numbers of which nobody knows what became of them; sends nothing. */
  check(id: string, signal?: AbortSignal): Promise<RunRecord>;
  /** What would take a run back; for the run of an undo, what does it again. */
  undo(id: string): Promise<Again>;
  /** Once more what has become one of these; by default what failed, and what Telnyx kept otherwise. */
  retry(id: string, became?: readonly Became[]): Promise<Again>;
  /** Remembers the save of one number document as a run of one number: it is listed, and can be taken back. */
  witness(family: Family): Witness;
  /** Forgets a run that is over. */
  forget(id: string): Promise<void>;
  /** Forgets the runs that need not be remembered any longer (see `outlived`); resolves to their ids. */
  prune(): Promise<readonly string[]>;
  /** A run began, changed its phase, ended or was forgotten. */
  onChange(listener: () => void): { dispose(): void };
  /** Pauses what is at work here and lets go of it, so that another window may resume it. */
  dispose(): Promise<void>;
}
