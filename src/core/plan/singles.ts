import { t } from '@vscode/l10n';
import { listed } from '../resources/show.ts';
import { settingId, type Table, type Values } from '../settings/setting.ts';
import type { Clock } from '../telnyx/clock.ts';
import type { Door } from '../telnyx/door.ts';
import type { Failure } from '../telnyx/failure.ts';
import { deleteNumber } from './deletion.ts';
import { runStep, type StepResult } from './engine.ts';
import { isTheirs, type Said } from './hide.ts';
import type { StepRow } from './route.ts';
import type { StepOperation } from './run.ts';
import { changesOf } from './stepBody.ts';
import { steps } from './steps.ts';

/** What one request for one number came to. */
export type Single =
  /** `doubt`: what may be wrong with more than this number. */
  | { readonly ending: Said; readonly doubt?: Failure }
  /** It had no effect and says nothing of this number: it may be sent again, later. */
  | { readonly again: Failure };

export interface SingleParts {
  readonly door: Door;
  readonly table: Table;
  readonly clock: Clock;
  readonly leave: AbortSignal;
}

/** Makes the request of one row, once. Throws nothing but bugs. */
export async function sendSingle(
  operation: StepOperation,
  row: StepRow,
  parts: SingleParts,
): Promise<Single> {
  if (operation === 17) return sendDeletion(row, parts.door);
  const { number, before } = row;
  const step = steps.find((one) => one.operation === operation);
  if (!step) throw new Error(`No single request for operation ${operation}.`);
  const changes = changesOf(row, parts.table);
  const { step: result } = await runStep(
    { ...parts, number, changes, live: before, onWait: () => undefined },
    step.operation,
    step.send,
  );
  return endOf(result);
}

/** What the result of one request means for its number. */
export function endOf(result: StepResult): Single {
  switch (result.result) {
    case 'underway':
      return { ending: { became: 'unknown', sentence: t('Telnyx took it and still works on it.') } };
    case 'refused':
      return refusedAs(result.failure);
    case 'unclear':
      return inDoubt(result.failure);
    case 'saved': {
      const kept = result.fields.filter(({ became }) => became === 'different');
      if (kept.length > 0) {
        const labels = listed(kept.map(({ change }) => change.setting.label()));
        const sentence = t('Telnyx took it but kept another value: {0}.', labels);
        return { ending: { became: 'otherwise', sentence, kept: valuesNow(result) } };
      }
      // It holds what was asked for, and does not do what it was asked for.
      if (result.warning !== undefined)
        return { ending: { became: 'failed', sentence: result.warning, kept: valuesNow(result) } };
      return { ending: { became: 'changed' } };
    }
  }
}

const valuesNow = ({ fields }: StepResult): Values =>
  Object.fromEntries(
    fields.flatMap(({ change, now }) => (now === undefined ? [] : [[settingId(change.setting), now]])),
  );

async function sendDeletion({ number }: StepRow, door: Door): Promise<Single> {
  const outcome = await deleteNumber(door, number);
  switch (outcome.result) {
    case 'deleted':
      return { ending: { became: 'changed' } };
    case 'gone':
      return { ending: { became: 'already', sentence: t('It was gone already.') } };
    case 'locked':
      return {
        ending: { became: 'failed', sentence: t('Its deletion lock is on. Switch the lock off first.') },
      };
    case 'unclear':
      return inDoubt(outcome.failure);
    case 'refused':
    case 'not-sent':
      return refusedAs(outcome.failure);
  }
}

const inDoubt = (failure: Failure): Single => ({
  ending: { became: 'unknown', sentence: failure.sentence, theirs: isTheirs(failure) },
  doubt: failure,
});

/** Whether a request was sent and nobody waited for its end, as when the window or the account was left. */
export function isLeft({ ending, doubt }: Extract<Single, { ending: Said }>, leave: AbortSignal): boolean {
  return ending.became === 'unknown' && (leave.aborted || doubt?.kind === 'cancelled');
}

/** A refusal without a reason in the request may be for this number, or for whoever asks: the next ones tell. */
function refusedAs(failure: Failure): Single {
  if (isOfNumber(failure)) return { ending: refusal(failure) };
  return failure.kind === 'forbidden' ? { ending: refusal(failure), doubt: failure } : { again: failure };
}

/** A refusal as what became of a number. */
export function refusal(failure: Failure): Said {
  const { sentence, faults } = failure;
  const code = faults.find((fault) => fault.code !== undefined)?.code;
  return { became: 'failed', sentence, theirs: isTheirs(failure), ...(code !== undefined && { code }) };
}

/** Whether a refusal is about this request, and not one that the next request would meet as well. */
export function isOfNumber({ kind, faults }: Failure): boolean {
  if (kind === 'forbidden') return faults.some(({ pointer }) => pointer !== undefined);
  return kind === 'rejected' || kind === 'not-found';
}
