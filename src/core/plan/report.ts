import type { EntryOf } from './entries.ts';
import type { Hiding } from './hide.ts';
import type { Ledger } from './ledger.ts';
import { order } from './route.ts';
import type { Became, NumberResult, RunPhase, RunState } from './run.ts';

/** A run in figures, as its ledger tells it. */
export function stateOf(ledger: Ledger, phase: RunPhase, damaged: boolean): RunState {
  const { head, steps, endedAt, counts, touched, halt } = ledger;
  return {
    id: head.id,
    title: head.title,
    source: head.source,
    family: head.family,
    ...(head.of !== undefined && { of: head.of }),
    ...(head.restores && { restores: head.restores }),
    startedAt: head.at,
    ...(endedAt !== undefined && { endedAt }),
    phase,
    numbers: head.numbers,
    deletions: head.deletions,
    steps: doneOf(ledger),
    counts,
    touched,
    damaged,
    stepStates: steps.map((step) => step.state()),
    ...(halt?.trouble !== undefined && { trouble: halt.trouble }),
  };
}

/** The last word about a run, with what the list of runs tells of it. */
export function endOf(ledger: Ledger, phase: EntryOf<'end'>['phase'], at: number): EntryOf<'end'> {
  const { counts, touched } = ledger;
  return { kind: 'end', at, phase, counts: { ...counts }, touched, steps: doneOf(ledger) };
}

const doneOf = ({ steps }: Ledger): RunState['steps'] => ({
  done: steps.filter(({ isDone }) => isDone).length,
  all: steps.length,
});

/** What became of every number, or of those that have become one of these, in the order of the plan; no secret is in it. */
export function resultsOf(
  ledger: Ledger,
  hiding: Hiding,
  became?: readonly Became[],
): readonly NumberResult[] {
  const results: NumberResult[] = [];
  for (const account of ledger.numbers()) {
    if (became && !became.includes(account.became)) continue;
    const parts = account.parts
      .map(({ step, row }) => {
        const one = step.step.rows[row];
        return {
          ...step.ending(row),
          operation: step.step.operation,
          settings: Object.keys(one?.mine ?? {}),
          before: hiding.values(one?.before ?? {}),
          mine: hiding.values(one?.mine ?? {}),
        };
      })
      .sort((a, b) => order.indexOf(a.operation) - order.indexOf(b.operation));
    const telling = parts.find((part) => part.became === account.became);
    results.push({
      number: account.number,
      became: account.became,
      ...(telling?.code !== undefined && { code: telling.code }),
      ...(telling?.sentence !== undefined && { sentence: telling.sentence }),
      parts,
    });
  }
  return results;
}
