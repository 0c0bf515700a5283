import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { brief } from '../core/model/text.ts';
import { isOver } from '../core/plan/recent.ts';
import type { RunState } from '../core/plan/run.ts';
import type { Mark, Marks } from '../core/state/marks.ts';

/** Telnyx lists jobs for a while; older ones need no mark. */
const most = 500;

const entry = v.object({ job: v.string(), run: v.string(), title: v.string(), failed: v.boolean() });
type Entry = v.InferOutput<typeof entry>;

/** Which jobs belong to plans of this account, kept over a reload; the rows of jobs are marked with it. */
export class PlanJobs {
  readonly #file: string;
  readonly #marks: Marks;
  readonly #entries = new Map<string, Entry>();
  #saving: Promise<void> = Promise.resolve();

  constructor(file: string, marks: Marks) {
    this.#file = file;
    this.#marks = marks;
  }

  /** Reads what was kept; nothing when that is not possible. */
  async load(): Promise<void> {
    try {
      const kept = v.parse(v.array(entry), JSON.parse(await readFile(this.#file, 'utf8')));
      for (const one of kept) if (!this.#entries.has(one.job)) this.#entries.set(one.job, one);
    } catch {
      return;
    }
    this.#mark();
  }

  /** Whether jobs of this run belong to this account. */
  knows(run: string): boolean {
    return [...this.#entries.values()].some((entry) => entry.run === run);
  }

  /** Takes note of the jobs of a run. */
  note({ id, title, phase, stepStates }: RunState): void {
    let changed = false;
    for (const { way, job, counts } of stepStates) {
      if (way !== 'job' || job === undefined) continue;
      // While the plan goes on nothing of it can be tried once more.
      const failed = isOver(phase) && counts.failed + counts.otherwise > 0;
      if (this.#entries.get(job)?.failed === failed) continue;
      this.#entries.set(job, { job, run: id, title, failed });
      changed = true;
    }
    if (!changed) return;
    this.#mark();
    this.#saving = this.#saving.then(() => this.#save());
  }

  #mark(): void {
    const marks = [...this.#entries.values()].map(({ job, run, title, failed }): [string, Mark] => [
      job,
      {
        words: brief(title, 60),
        abilities: failed ? ['show-plan', 'rerun-plan'] : ['show-plan'],
        subject: { type: 'plan', key: `run/${run}` },
      },
    ]);
    this.#marks.set('job', new Map(marks));
  }

  async #save(): Promise<void> {
    const newest = [...this.#entries.values()].slice(-most);
    // Without it, rows have no mark after a reload: no reason to trouble anybody.
    await mkdir(dirname(this.#file), { recursive: true })
      .then(() => writeFile(this.#file, JSON.stringify(newest)))
      .catch(() => undefined);
  }
}
