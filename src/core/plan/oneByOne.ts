import { t } from '@vscode/l10n';
import { Cancelled } from '../telnyx/cancel.ts';
import type { Failure } from '../telnyx/failure.ts';
import { CheckedRows } from './checkedRows.ts';
import { isLost, type Told } from './hide.ts';
import type { StepLedger } from './ledger.ts';
import { inParallel } from './parallel.ts';
import { isLeft, sendSingle } from './singles.ts';
import type { Site } from './site.ts';

/** Rows at hand besides those that the door lets through at once: the next one is written down before a place is free. */
const spare = 1;
/** Unclear answers, or refusals without a reason in the request, in a row: then something is wrong with more than one number. */
const mostDoubts = 3;
/** Milliseconds of peace after a request was refused for the sake of the rate limit, and how often. */
const peace = 1000;
const longestPeace = 30_000;
const mostPeace = 40;

/** Sends what goes by one request for each number. Throws a Failure when the run has to stop. */
export class OneByOne {
  readonly #site: Site;
  readonly #mayBegin: () => boolean;
  #doubts = 0;

  /** `mayBegin`: asked before each request. */
  constructor(site: Site, mayBegin: () => boolean) {
    this.#site = site;
    this.#mayBegin = mayBegin;
  }

  async send(step: StepLedger, signal: AbortSignal): Promise<void> {
    const rows = new CheckedRows(this.#site, step, signal);
    const width = this.#site.parts.door.concurrency + spare;
    try {
      await inParallel(Array.from({ length: width }), width, signal, async (_, own) => {
        for (;;) {
          const row = this.#mayBegin() ? await rows.next() : undefined;
          if (own.aborted) throw new Cancelled();
          if (row === undefined || !this.#mayBegin()) return;
          await this.#one(step, row, signal);
        }
      });
    } finally {
      await rows.idle();
    }
  }

  async #one(step: StepLedger, row: number, signal: AbortSignal): Promise<void> {
    const site = this.#site;
    const { journal, clock } = site.parts;
    const one = step.step.rows[row];
    if (!one) return;
    const n = site.placeOf(step);
    for (let tries = 1; this.#mayBegin(); tries++) {
      await journal.append({ kind: 'send', n, at: site.now(), i: row });
      const sent = await sendSingle(step.step.operation, one, { ...site.parts, leave: signal });
      // Nobody waited for it: it stays sent, and whoever resumes looks what came of it.
      if ('ending' in sent && isLeft(sent, signal)) throw sent.doubt ?? new Cancelled();
      if ('ending' in sent) {
        await site.tell(step, [[row, sent.ending]]);
        this.#doubt(sent.doubt);
        return;
      }
      await journal.append({ kind: 'back', n, at: site.now(), i: row });
      if (sent.again.kind !== 'rate-limited' || tries >= mostPeace) throw sent.again;
      await clock.sleep(Math.min(peace * tries, longestPeace), signal);
      // Others had time to change it.
      site.checks.distrust(step, row);
      await site.checks.beforeSending([step], signal, [row]);
      if (!step.isOpen(row)) return;
    }
  }

  #doubt(doubt: Failure | undefined): void {
    this.#doubts = doubt ? this.#doubts + 1 : 0;
    if (doubt && this.#doubts >= mostDoubts) throw doubt;
  }
}

/** Single requests that were sent and never answered, as after a crash: the numbers tell what came of them. */
export async function settleSent(site: Site, step: StepLedger, signal: AbortSignal): Promise<void> {
  const rows = [...step.sent].filter((row) => step.isOpen(row));
  const sentence = t(
    'It was sent, but no answer came, and the account does not show the change. It may still be made.',
  );
  await site.verify(step, rows, () => ({ became: 'unknown', sentence }), signal);
}

/** A secret that was typed is kept nowhere, so that after a restart there is nothing to send. */
export async function endLost(site: Site, step: StepLedger): Promise<void> {
  const sentence = t(
    'The secret that was typed is kept nowhere, so it cannot be sent after a restart. Type it again.',
  );
  const told = site
    .unsent(step)
    .filter((row) => isLost(step.step.rows[row]?.mine ?? {}))
    .map((row): Told => [row, { became: 'failed', sentence }]);
  await site.tell(step, told);
}
