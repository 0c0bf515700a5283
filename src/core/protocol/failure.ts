import { picklist, type InferOutput } from 'valibot';

/** What to do about a failure besides trying again. */
export const repairSchema = picklist(['replace-key', 'check-account', 'show-log']);
export type Repair = InferOutput<typeof repairSchema>;

/** A failure as a page tells it. */
export interface FailureText {
  readonly sentence: string;
  readonly requestId?: string;
  readonly repair?: Repair;
}
