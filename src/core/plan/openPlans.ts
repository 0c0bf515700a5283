import { t } from '@vscode/l10n';
import type { Profile } from '../model/profile.ts';
import { systemClock, type Clock } from '../telnyx/clock.ts';
import type { Door } from '../telnyx/door.ts';
import { Failure } from '../telnyx/failure.ts';
import { retryOf, undoOf } from './again.ts';
import type { Witness } from './engine.ts';
import type { EntryOf } from './entries.ts';
import { factsOf, type Facts } from './facts.ts';
import { obstacleOf } from './guard.ts';
import { Hiding } from './hide.ts';
import { newestJobs } from './jobs.ts';
import { isNamed, Journal, load, planText, type Loaded } from './journal.ts';
import type { JournalStore } from './journalStore.ts';
import { Lease } from './lease.ts';
import { Ledger } from './ledger.ts';
import { lookAt, tableOf } from './look.ts';
import type { Again, Consent, Limits, LookOptions, Plans } from './plans.ts';
import type { Family, Proposal } from './proposal.ts';
import { loadedState, phaseOf, summaryOf, unreadable } from './recent.ts';
import { checkUnknown } from './recheckUnknown.ts';
import { resultsOf } from './report.ts';
import { routeDefaults, routePlan, type Step } from './route.ts';
import type { Plan, TakenOut } from './rows.ts';
import type { Became, Run, RunPhase, RunRecord, RunState, RunSummary } from './run.ts';
import { Runner } from './runner.ts';
import { SaveWitness } from './saveWitness.ts';
import { Site } from './site.ts';
import { Places } from './survey.ts';

export interface PlansOptions {
  readonly door: Door;
  readonly profile: Pick<Profile, 'readOnly'>;
  /** The journals of this account. */
  readonly store: JournalStore;
  /** Names this window among all others; never used again. */
  readonly holder: string;
  /** Asked each time: the person may change them. */
  readonly limits?: () => Limits;
  /** Told of the ids of numbers that were written to, or may have been, so that lists read them again. */
  readonly onWritten?: (ids: readonly string[]) => void;
  readonly clock?: Clock;
  /** For ids of runs; from 0 to 1. */
  readonly random?: () => number;
  /** Milliseconds for which what was read counts as how it is. */
  readonly trust?: number;
}

const usual: Limits = { largeFrom: 500, chunk: 1000 };
const nothingOut: TakenOut = new Set();

/** Opens the plans of one account. Reads nothing and sends nothing until it is asked to. */
export function openPlans(options: PlansOptions): Plans {
  return new AccountPlans(options);
}

class AccountPlans implements Plans {
  readonly #options: PlansOptions;
  readonly #clock: Clock;
  readonly #running = new Map<string, Runner>();
  readonly #listeners = new Set<() => void>();
  /** Runs that are over and whose journals turned out to be damaged: their last line alone would tell otherwise. */
  readonly #damaged = new Map<string, RunState>();
  /** Where the numbers of a plan stand in the lists. */
  readonly #places = new WeakMap<Plan, Places>();
  /** Plans that were applied, or are just being applied: none is sent twice. */
  readonly #applied = new WeakSet<Plan>();

  constructor(options: PlansOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  async look(proposal: Proposal, options: LookOptions = {}): Promise<Plan> {
    const places = new Places();
    const plan = await lookAt(this.#options.door, proposal, { ...options, places, clock: this.#clock });
    this.#places.set(plan, places);
    return plan;
  }

  facts(plan: Plan, out = nothingOut): Facts {
    return factsOf(plan, out, tableOf(plan.family), { ...routeDefaults, ...this.#limits() });
  }

  async apply(plan: Plan, consent: Consent = {}): Promise<Run> {
    if (this.#applied.has(plan))
      throw refused(t('This plan was applied already, so nothing was sent a second time.'));
    this.#applied.add(plan);
    try {
      return await this.#apply(plan, consent);
    } catch (thrown) {
      this.#applied.delete(plan);
      throw thrown;
    }
  }

  async recent(): Promise<readonly RunSummary[]> {
    const { store } = this.#options;
    const names = await kept(() => store.names());
    const summaries = await Promise.all(
      names.map(
        async (name) =>
          this.#running.get(name)?.state ??
          this.#damaged.get(name) ??
          (await summaryOf(store, name, this.#clock).catch(unlessRemoved(name))),
      ),
    );
    return summaries.flatMap((one) => one ?? []).sort((a, b) => b.startedAt - a.startedAt);
  }

  async open(id: string): Promise<RunRecord> {
    const running = this.#running.get(id);
    if (running) return running;
    const loaded = await this.#load(id);
    const { store } = this.#options;
    const hiding = new Hiding(tableOf(loaded.ledger.head.family));
    const state = loadedState(loaded, await phaseOf(store, loaded, this.#clock));
    if (loaded.damaged && isOver(state.phase)) {
      const isNews = !this.#damaged.has(id);
      this.#damaged.set(id, state);
      if (isNews) this.#tell();
    }
    return {
      state,
      results: (became) => resultsOf(loaded.ledger, hiding, became),
    };
  }

  running(id: string): Run | undefined {
    return this.#running.get(id);
  }

  async resume(id: string): Promise<Run> {
    const here = this.#running.get(id);
    if (here) {
      here.proceed();
      return here;
    }
    if (this.#options.profile.readOnly)
      throw refused(t('This account is read-only here, so nothing was sent.'));
    return this.#takeUp(id, 'go');
  }

  async cancel(id: string): Promise<Run> {
    const here = this.#running.get(id);
    here?.cancel();
    return here ?? this.#takeUp(id, 'cancel');
  }

  async check(id: string, signal = new AbortController().signal): Promise<RunRecord> {
    if (this.#running.has(id)) throw refused(t('This plan is not over yet.'));
    const lease = await this.#take(id);
    try {
      const { ledger, length, torn } = await this.#load(id);
      const journal = new Journal(this.#options.store, lease, ledger, length, torn);
      const hiding = new Hiding(tableOf(ledger.head.family));
      await checkUnknown(this.#site(journal, { hiding, places: new Places(), plannedAt: -Infinity }), signal);
    } finally {
      await lease.release();
    }
    this.#tell();
    return this.open(id);
  }

  async undo(id: string): Promise<Again> {
    const { ledger } = await this.#over(id);
    const { head } = ledger;
    const undone = head.source === 'undo' && head.of !== undefined ? await this.#titleOf(head.of) : undefined;
    const title = head.source === 'undo' ? t('Redo: {0}', undone ?? head.title) : t('Undo: {0}', head.title);
    return undoOf(ledger, tableOf(head.family), title);
  }

  async retry(id: string, became: readonly Became[] = ['failed', 'otherwise']): Promise<Again> {
    const { ledger } = await this.#over(id);
    const { head } = ledger;
    return retryOf(ledger, tableOf(head.family), t('Once more: {0}', head.title), became);
  }

  witness(family: Family): Witness {
    const { store } = this.#options;
    return new SaveWitness({
      family,
      clock: this.#clock,
      newId: () => this.#newId(),
      open: async (head, steps) => {
        const lease = await this.#take(head.id);
        return { lease, journal: new Journal(store, lease, new Ledger(head, steps)) };
      },
      forget: (id) => store.remove(id),
      onEnd: () => {
        this.#tell();
      },
    });
  }

  async forget(id: string): Promise<void> {
    await this.#needFree(id);
    await kept(() => this.#options.store.remove(id));
    this.#damaged.delete(id);
    this.#tell();
  }

  onChange(listener: () => void): { dispose(): void } {
    const entry = () => {
      listener();
    };
    this.#listeners.add(entry);
    return { dispose: () => void this.#listeners.delete(entry) };
  }

  async dispose(): Promise<void> {
    this.#listeners.clear();
    await Promise.all([...this.#running.values()].map((run) => run.leave()));
    this.#running.clear();
  }

  async #apply(plan: Plan, { out = nothingOut, typed }: Consent): Promise<Run> {
    const facts = this.facts(plan, out);
    const { readOnly } = this.#options.profile;
    const obstacle = obstacleOf(facts, { readOnly, ...(typed !== undefined && { typed }) });
    if (obstacle) throw obstacle;
    const table = tableOf(plan.family);
    const places = this.#places.get(plan) ?? new Places();
    // Neighbours in the lists go together, so that a few pages tell how a chunk stands.
    const rows = places.sorted(table.primary, plan.rows);
    const steps = routePlan({ ...plan, rows }, out, table, { ...routeDefaults, ...this.#limits() });
    const head = await this.#head(plan, facts, steps);
    const hiding = new Hiding(table);
    const lease = await this.#take(head.id);
    const journal = new Journal(this.#options.store, lease, new Ledger(head, steps));
    try {
      await journal.appendText(planText(head, hiding.steps(steps)));
    } catch (thrown) {
      await lease.release();
      await this.#options.store.remove(head.id).catch(() => undefined);
      throw thrown;
    }
    return this.#run(journal, lease, {
      hiding,
      places,
      plannedAt: plan.readAt,
      uncertain: false,
      goal: 'go',
    });
  }

  /** Goes on with a run that no window is at work on, or ends it. */
  async #takeUp(id: string, goal: 'go' | 'cancel'): Promise<Run> {
    const lease = await this.#take(id);
    try {
      const loaded = await this.#load(id);
      if (loaded.ledger.endedAt !== undefined)
        throw refused(t('This plan is over. There is nothing to resume.'));
      if (loaded.incomplete) throw refused(loadedState(loaded, 'stopped').trouble ?? '');
      const { ledger, length, torn, damaged } = loaded;
      const journal = new Journal(this.#options.store, lease, ledger, length, torn);
      const hiding = new Hiding(tableOf(ledger.head.family));
      return this.#run(journal, lease, {
        hiding,
        places: new Places(),
        plannedAt: -Infinity,
        uncertain: torn || damaged,
        goal,
      });
    } catch (thrown) {
      await lease.release();
      throw thrown;
    }
  }

  #limits(): Limits {
    const { largeFrom, chunk } = this.#options.limits?.() ?? usual;
    return { largeFrom, chunk: Math.max(1, Math.min(1000, Math.floor(chunk))) };
  }

  async #head(plan: Plan, facts: Facts, steps: readonly Step[]): Promise<EntryOf<'begin'>> {
    const { door } = this.#options;
    const withJobs = steps.some(({ way }) => way === 'job');
    const [newest] = withJobs ? await newestJobs(door, { number: 1, size: 1 }) : [];
    const at = this.#clock.now();
    return {
      kind: 'begin',
      id: this.#newId(),
      at,
      source: plan.source,
      family: plan.family,
      title: plan.title,
      ...(plan.of !== undefined && { of: plan.of }),
      numbers: facts.numbers,
      deletions: facts.deletions,
      steps: steps.length,
      ...(newest && { marker: newest.id }),
    };
  }

  /** Sorts by time, and is safe as the name of a file. */
  #newId(): string {
    const { random = Math.random } = this.#options;
    return `${this.#clock.now().toString(36).padStart(9, '0')}-${Math.floor(random() * 2 ** 40).toString(36)}`;
  }

  #site(
    journal: Journal,
    {
      hiding,
      places,
      plannedAt,
    }: { readonly hiding: Hiding; readonly places: Places; readonly plannedAt: number },
  ): Site {
    const { door, trust = 30_000 } = this.#options;
    const table = tableOf(journal.ledger.head.family);
    const { store } = this.#options;
    const own = journal.ledger.head.id;
    const isOthers = (job: string) => isNamed(store, job, (name) => name !== own);
    const parts = { door, table, clock: this.#clock, journal, hiding, places, isOthers, trust };
    return new Site(parts, plannedAt);
  }

  #run(
    journal: Journal,
    lease: Lease,
    given: {
      readonly hiding: Hiding;
      readonly places: Places;
      readonly plannedAt: number;
      readonly uncertain: boolean;
      readonly goal: 'go' | 'cancel';
    },
  ): Run {
    const { id } = journal.ledger.head;
    const run = new Runner({
      site: this.#site(journal, given),
      lease,
      uncertain: given.uncertain,
      goal: given.goal,
      onWritten: (ids) => this.#options.onWritten?.(ids),
      onPhase: (phase) => {
        if (isLetGo(phase)) this.#running.delete(id);
        this.#tell();
      },
    });
    this.#running.set(id, run);
    this.#tell();
    return run;
  }

  async #take(id: string): Promise<Lease> {
    const lease = await kept(() => Lease.take(this.#options.store, id, this.#options.holder, this.#clock));
    if (!lease) throw refused(t('Another window is at work on this plan.'));
    return lease;
  }

  async #load(id: string): Promise<Loaded> {
    const loaded = await kept(() => load(this.#options.store, id));
    if (!loaded) throw refused(t('The record of this plan cannot be read.'));
    return loaded;
  }

  /** A run that nobody is at work on. */
  async #over(id: string): Promise<Loaded> {
    await this.#needFree(id);
    return this.#load(id);
  }

  async #needFree(id: string): Promise<void> {
    if (this.#running.has(id)) throw refused(t('This plan is not over yet.'));
    if (await kept(() => Lease.isHeld(this.#options.store, id, this.#clock)))
      throw refused(t('Another window is at work on this plan.'));
  }

  async #titleOf(id: string): Promise<string | undefined> {
    return (await summaryOf(this.#options.store, id, this.#clock).catch(() => undefined))?.title;
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

const isOver = (phase: RunPhase): boolean => phase === 'done' || phase === 'cancelled';

/** Nothing of it is at work in this window any more. */
const isLetGo = (phase: RunPhase): boolean => isOver(phase) || phase === 'elsewhere';

const refused = (sentence: string) => new Failure({ kind: 'misuse', sentence, wayOut: 'none' });

/** A journal that cannot be read is listed all the same, unless somebody has removed it meanwhile. */
const unlessRemoved = (name: string) => (thrown: unknown) =>
  thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT' ? undefined : unreadable(name);

/** The store's own errors in words. */
async function kept<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown;
    const sentence = t('The records of plans cannot be read or written here.');
    throw new Failure({
      kind: 'unknown',
      sentence,
      wayOut: 'show-log',
      cause: thrown instanceof Error ? thrown.name : '',
    });
  }
}
