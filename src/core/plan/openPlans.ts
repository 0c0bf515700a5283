import { t } from '@vscode/l10n';
import type { Profile } from '../model/profile.ts';
import { systemClock, type Clock } from '../telnyx/clock.ts';
import type { Door } from '../telnyx/door.ts';
import { retryOf, undoOf } from './again.ts';
import type { Witness } from './engine.ts';
import type { EntryOf } from './entries.ts';
import { factsOf, type Facts } from './facts.ts';
import { obstacleOf } from './guard.ts';
import { newestJobs } from './jobs.ts';
import type { JournalStore } from './journalStore.ts';
import { lookAt } from './look.ts';
import { tableOf } from './tables.ts';
import type { Again, Consent, Limits, LookOptions, Plans } from './plans.ts';
import type { Family, Proposal } from './proposal.ts';
import { RememberedRuns } from './remembered.ts';
import { routeDefaults, routePlan, type Step } from './route.ts';
import type { Plan, TakenOut } from './rows.ts';
import type { Became, Run, RunRecord, RunSummary } from './run.ts';
import { RunsAtWork } from './runsAtWork.ts';
import { SaveWitness } from './saveWitness.ts';
import { refused } from './storeErrors.ts';
import { ListPlaces } from './listPlaces.ts';

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
  readonly #runs: RunsAtWork;
  readonly #listeners = new Set<() => void>();
  readonly #remembered: RememberedRuns;
  /** Where the numbers of a plan stand in the lists. */
  readonly #places = new WeakMap<Plan, ListPlaces>();
  /** Plans that were applied, or are just being applied: none is sent twice. */
  readonly #applied = new WeakSet<Plan>();

  constructor(options: PlansOptions) {
    this.#options = options;
    const { door, store, holder, clock = systemClock, onWritten } = options;
    this.#clock = clock;
    this.#runs = new RunsAtWork({
      ...{ door, store, holder, clock },
      onWritten: (ids) => onWritten?.(ids),
      onChange: () => {
        this.#tell();
      },
    });
    this.#remembered = new RememberedRuns({
      ...{ store, clock, runs: this.#runs },
      onNews: () => {
        this.#tell();
      },
    });
  }

  async look(proposal: Proposal, options: LookOptions = {}): Promise<Plan> {
    const places = new ListPlaces();
    const plan = await lookAt(this.#options.door, proposal, { ...options, places });
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

  recent(): Promise<readonly RunSummary[]> {
    return this.#remembered.list();
  }

  open(id: string): Promise<RunRecord> {
    return this.#remembered.open(id);
  }

  running(id: string): Run | undefined {
    return this.#runs.get(id);
  }

  async resume(id: string): Promise<Run> {
    const here = this.#runs.get(id);
    if (here) {
      here.proceed();
      return here;
    }
    if (this.#options.profile.readOnly)
      throw refused(t('This account is read-only here, so nothing was sent.'));
    return this.#runs.takeUp(id, 'go');
  }

  async cancel(id: string): Promise<Run> {
    const here = this.#runs.get(id);
    here?.cancel();
    return here ?? this.#runs.takeUp(id, 'cancel');
  }

  async check(id: string, signal = new AbortController().signal): Promise<RunRecord> {
    await this.#runs.check(id, signal);
    this.#tell();
    return this.open(id);
  }

  async undo(id: string): Promise<Again> {
    const { ledger } = await this.#runs.over(id);
    return undoOf(ledger, tableOf(ledger.head.family));
  }

  async retry(id: string, became: readonly Became[] = ['failed', 'otherwise']): Promise<Again> {
    const { ledger } = await this.#runs.over(id);
    const { head } = ledger;
    const isRest = became.every((one) => one === 'left');
    const title = isRest ? t('The rest of: {0}', head.title) : t('Once more: {0}', head.title);
    return retryOf(ledger, tableOf(head.family), title, became);
  }

  witness(family: Family): Witness {
    const { store } = this.#options;
    return new SaveWitness({
      family,
      clock: this.#clock,
      newId: () => this.#newId(),
      open: (head, steps) => this.#runs.open(head, steps),
      forget: (id) => store.remove(id),
      onEnd: () => {
        this.#tell();
      },
    });
  }

  forget(id: string): Promise<void> {
    return this.#remembered.forget(id);
  }

  prune(): Promise<readonly string[]> {
    return this.#remembered.prune();
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
    this.#remembered.dispose();
    await this.#runs.dispose();
  }

  async #apply(plan: Plan, { out = nothingOut, typed, draft }: Consent): Promise<Run> {
    const facts = this.facts(plan, out);
    const { readOnly } = this.#options.profile;
    const obstacle = obstacleOf(facts, { readOnly, ...(typed !== undefined && { typed }) });
    if (obstacle) throw obstacle;
    const table = tableOf(plan.family);
    const places = this.#places.get(plan) ?? new ListPlaces();
    // Neighbours in the lists go together, so that a few pages tell how a chunk stands.
    const rows = places.sorted(table.primary, plan.rows);
    const steps = routePlan({ ...plan, rows }, out, table, { ...routeDefaults, ...this.#limits() });
    const head = await this.#head(plan, draft ?? this.#newId(), facts, steps);
    return this.#runs.begin(head, steps, places);
  }

  #limits(): Limits {
    const { largeFrom, chunk } = this.#options.limits?.() ?? usual;
    return { largeFrom, chunk: Math.max(1, Math.min(1000, Math.floor(chunk))) };
  }

  async #head(plan: Plan, id: string, facts: Facts, steps: readonly Step[]): Promise<EntryOf<'begin'>> {
    const { door } = this.#options;
    const withJobs = steps.some(({ way }) => way === 'job');
    const [newest] = withJobs ? await newestJobs(door, { number: 1, size: 1 }) : [];
    const at = this.#clock.now();
    return {
      kind: 'begin',
      id,
      at,
      source: plan.source,
      family: plan.family,
      title: plan.title,
      ...(plan.of !== undefined && { of: plan.of }),
      ...(plan.restores && { restores: plan.restores }),
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

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
