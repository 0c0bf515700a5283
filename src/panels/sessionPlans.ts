import { randomUUID } from 'node:crypto';
import type { Uri } from 'vscode';
import { openPlans } from '../core/plan/openPlans.ts';
import type { Plans } from '../core/plan/plans.ts';
import type { RunState } from '../core/plan/run.ts';
import { refreshList, refreshRows } from '../core/state/collection.ts';
import { marksOf } from '../core/state/marks.ts';
import type { Session } from '../core/state/session.ts';
import { readConfiguration } from '../host/configuration.ts';
import { JournalFiles } from '../host/journalFiles.ts';
import { planFolder } from './planFolder.ts';
import { PlanJobs } from './planJobs.ts';

/** Kinds whose rows a plan may write to. */
const written = ['number', 'mobile-number'];

/** The plans of each account: opened with its session when first asked for, and ended with it. */
export class SessionPlans {
  readonly #storage: Uri;
  readonly #onChange: () => void;
  readonly #jobs = new WeakMap<Plans, PlanJobs>();
  readonly #holder = randomUUID();

  constructor(storage: Uri, onChange: () => void) {
    this.#storage = storage;
    this.#onChange = onChange;
  }

  of(session: Session): Plans {
    return session.keep(this.#open);
  }

  /** Marks the jobs of a run that is at work here, or was until now, as those of its plan. Runs of other accounts are left. */
  note(plans: Plans, state: RunState): void {
    const jobs = this.#jobs.get(plans);
    if (plans.running(state.id) || jobs?.knows(state.id)) jobs?.note(state);
  }

  readonly #open = (session: Session): Plans => {
    const { id, readOnly } = session.profile;
    const folder = planFolder(this.#storage, id);
    const plans = openPlans({
      door: session.door,
      profile: { readOnly },
      store: new JournalFiles(folder),
      holder: this.#holder,
      limits: () => {
        const { confirmFrom, chunk } = readConfiguration();
        return { largeFrom: confirmFrom, chunk };
      },
      onWritten: (ids) => {
        for (const kind of written) void refreshRows(session, kind, ids);
      },
    });
    const jobs = new PlanJobs(`${folder}.jobs.json`, marksOf(session));
    void jobs.load();
    plans.onChange(() => {
      this.#onChange();
      void refreshList(session, 'job');
    });
    this.#jobs.set(plans, jobs);
    return plans;
  };
}
