import { t } from '@vscode/l10n';
import { followToEnd, pauseAfter, verifyRest, type Course } from './course.ts';
import { readOrder, type BulkOrder } from './bulkOrder.ts';
import type { Told } from './hide.ts';
import type { StepLedger } from './ledger.ts';
import type { Ending } from './run.ts';
import type { Site } from './site.ts';

/** Follows an order to its end; what it does not tell, the numbers do. */
export function followOrder(site: Site, step: StepLedger, id: string, signal: AbortSignal): Promise<void> {
  const { door, clock } = site.parts;
  const course: Course<BulkOrder> = {
    look: () => readOrder(door, id, signal),
    gone: () =>
      verifyRest(
        site,
        step,
        t('Telnyx does not know the order any more, and the account does not show the change.'),
        'unknown',
        signal,
      ),
    tell: (order) => tellOrder(site, step, order),
    ended: (order) => !order.pending?.length,
    end: (order) => endOrder(site, step, order, signal),
    pause: (_order, gone) => pauseAfter(gone),
  };
  return followToEnd(course, clock, signal);
}

/** An order that does not tell what is pending says nothing of the numbers that it does not name. */
function endOrder(
  site: Site,
  step: StepLedger,
  { pending, failed = [] }: BulkOrder,
  signal: AbortSignal,
): Promise<void> {
  const refused: Ending = { became: 'failed', sentence: t('Telnyx could not change it and gave no reason.') };
  const untold: Ending = {
    became: 'unknown',
    sentence: t('Telnyx does not tell what became of it, and the account does not show the change.'),
  };
  const named = new Set(failed);
  const isTold = (row: number) =>
    pending !== undefined || named.has(step.step.rows[row]?.number.phoneNumber ?? '');
  const ending = (row: number, kept: false | undefined): Ending => {
    if (!isTold(row)) return untold;
    return kept === false ? refused : { ...refused, became: 'unknown' };
  };
  return site.verify(step, step.open(), ending, signal);
}

function tellOrder(site: Site, step: StepLedger, { success = [] }: BulkOrder): Promise<void> {
  const done = new Set(success);
  const told = step
    .open()
    .filter((row) => done.has(step.step.rows[row]?.number.phoneNumber ?? ''))
    .map((row): Told => [row, { became: 'changed' }]);
  return site.tell(step, told);
}
