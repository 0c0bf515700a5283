import * as v from 'valibot';
import type { Proposal } from '../plan/proposal.ts';
import { refusedAsReadOnly } from '../telnyx/outgoing.ts';
import type { Door } from '../telnyx/door.ts';
import { Failure } from '../telnyx/failure.ts';

/** What a tool for language models works with. Its door refuses every write before anything is sent. */
export interface ToolAccount {
  readonly name: string;
  readonly door: Door;
  /** How a phone number is told to the model. */
  readonly told: (phoneNumber: string) => string;
  /** Opens a plan for a person to look at; nothing is written before they apply it there. */
  readonly propose: (proposal: Proposal) => Promise<void>;
}

/** What a language model may ask for: its input is decoded, its answer is plain data of bounded size. */
export interface Tool {
  run(account: ToolAccount, input: unknown, signal: AbortSignal): Promise<unknown>;
}

/** A tool whose input has this shape. Throws a Failure that says what is wrong with another. */
export function defineTool<S extends v.GenericSchema>(
  schema: S,
  run: (account: ToolAccount, input: v.InferOutput<S>, signal: AbortSignal) => Promise<unknown>,
): Tool {
  return {
    run: (account, input, signal) => {
      const decoded = v.safeParse(schema, input);
      if (decoded.success) return run(account, decoded.output, signal);
      const [issue] = decoded.issues;
      const place = v.getDotPath(issue) ?? 'input';
      throw new Failure({ kind: 'misuse', sentence: `${place}: ${issue.message}`, wayOut: 'none' });
    },
  };
}

/** A door through which nothing can be written, whatever the profile says. */
export function readingDoor(door: Door): Door {
  return {
    read: (call, decode, signal) => door.read(call, decode, signal),
    write: () => Promise.reject(refusedAsReadOnly()),
    page: (call, page, signal) => door.page(call, page, signal),
    text: (call, signal) => door.text(call, signal),
    concurrency: door.concurrency,
    elsewhere: () => Promise.reject(refusedAsReadOnly()),
    // It belongs to the session, which goes on.
    close: () => undefined,
  };
}
