import { t } from '@vscode/l10n';
import { compare, neededFor, type Found } from '../core/plan/compare.ts';
import { factsOf } from '../core/plan/facts.ts';
import type { Plans } from '../core/plan/plans.ts';
import { look } from '../core/plan/read.ts';
import { routeDefaults } from '../core/plan/route.ts';
import { valuesOf } from '../core/settings/record.ts';
import type { Session } from '../core/state/session.ts';
import { Failure } from '../core/telnyx/failure.ts';
import { readConfiguration } from '../host/configuration.ts';
import { tableOf } from './planReview.ts';

const notYet = (): never => {
  const sentence = t('Plans can be reviewed and saved, and not applied yet.');
  throw new Failure({ kind: 'misuse', sentence, wayOut: 'none' });
};

/** Plans that are compared with the account number by number, and never written. */
export function peekOf({ door }: Session): Plans {
  return {
    async look(proposal, { signal, onProgress } = {}) {
      const { table, records } = neededFor(proposal, tableOf(proposal.family));
      const numbers = [...proposal.wishes.map(({ number }) => number), ...proposal.deletions];
      const found = new Map<string, Found>();
      const readAt = Date.now();
      let made = 0;
      const read = async (id: string) => {
        const { records: read, missed } = await look(door, id, records, signal);
        const failure = Object.values(missed)[0];
        const live = valuesOf(read, table);
        if (!failure) found.set(id, { live });
        else if (failure.kind !== 'not-found')
          found.set(id, { live, block: { why: 'unread', sentence: failure.sentence } });
        made += 1;
        onProgress?.({ made, of: numbers.length });
      };
      await Promise.all(numbers.map(({ id }) => read(id)));
      return {
        source: proposal.source,
        title: proposal.title,
        family: proposal.family ?? 'numbers',
        rows: compare(proposal, (id) => found.get(id), table),
        readAt,
        warnings: [],
      };
    },
    facts(plan, out = new Set()) {
      const { confirmFrom, chunk } = readConfiguration();
      return factsOf(plan, out, tableOf(plan.family), { ...routeDefaults, chunk, largeFrom: confirmFrom });
    },
    apply: notYet,
    recent: () => Promise.resolve([]),
    open: notYet,
    running: () => undefined,
    resume: notYet,
    check: notYet,
    undo: notYet,
    retry: notYet,
    forget: notYet,
    onChange: () => ({ dispose: () => undefined }),
    dispose: () => Promise.resolve(),
  };
}
