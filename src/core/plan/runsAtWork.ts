import { t } from '@vscode/l10n';
import type { Clock } from '../telnyx/clock.ts';
import type { Door } from '../telnyx/door.ts';
import type { EntryOf } from './entries.ts';
import { Hiding } from './hide.ts';
import { Journal } from './journal.ts';
import { isNamed, load, neverBegan, type Loaded } from './journalReading.ts';
import { planTexts } from './stepEntries.ts';
import type { JournalStore } from './journalStore.ts';
import { Lease, LeaseLost } from './lease.ts';
import { Ledger } from './ledger.ts';
import { tableOf } from './tables.ts';
import { isOver, loadedState } from './recent.ts';
import { checkUnknown } from './recheckUnknown.ts';
import type { Step } from './route.ts';
import type { RunPhase } from './run.ts';
import { Runner } from './runner.ts';
import { Site } from './site.ts';
import { kept, refused } from './storeErrors.ts';
import { ListPlaces } from './listPlaces.ts';

export interface RunsParts {
  readonly door: Door;
  readonly store: JournalStore;
  readonly clock: Clock;
  /** Names this window among all others; never used again. */
  readonly holder: string;
  readonly onWritten: (ids: readonly string[]) => void;
  /** A run began, changed its phase or ended. */
  readonly onChange: () => void;
}

type Given = { readonly places: ListPlaces } & Pick<
  ConstructorParameters<typeof Runner>[0],
  'goal' | 'uncertain' | 'damaged'
>;

/** The runs that this window is at work on: none without its lease, and none that is not on disk. */
export class RunsAtWork {
  readonly #parts: RunsParts;
  readonly #running = new Map<string, Runner>();
  /** Runs that are about to be at work again. */
  readonly #takingUp = new Map<string, Promise<Runner>>();

  constructor(parts: RunsParts) {
    this.#parts = parts;
  }

  get(id: string): Runner | undefined {
    return this.#running.get(id);
  }

  /** Writes the plan down, and begins. Throws when a run of this id was begun before, by any window. */
  async begin(head: EntryOf<'begin'>, steps: readonly Step[], places: ListPlaces): Promise<Runner> {
    const { store } = this.#parts;
    const hiding = new Hiding(tableOf(head.family));
    const lease = await this.#take(head.id, applying());
    const journal = new Journal(store, lease, new Ledger(head, steps));
    try {
      await this.#needNew(head.id, lease);
      await this.#describe(journal, lease, planTexts(head, hiding.steps(steps)));
    } catch (thrown) {
      return letGo(lease, thrown, applying());
    }
    return this.#run(journal, lease, hiding, { places, uncertain: false, damaged: false, goal: 'go' });
  }

  /** Goes on with a run that no window is at work on, or ends it. Asked for twice at once, that is done once. */
  async takeUp(id: string, goal: 'go' | 'cancel'): Promise<Runner> {
    const before = this.#takingUp.get(id);
    const taking = before ?? this.#takeUp(id, goal);
    this.#takingUp.set(id, taking);
    try {
      const run = await taking;
      if (before && goal === 'cancel') run.cancel();
      return run;
    } finally {
      this.#takingUp.delete(id);
    }
  }

  async #takeUp(id: string, goal: 'go' | 'cancel'): Promise<Runner> {
    const lease = await this.#take(id);
    try {
      const loaded = await this.load(id);
      if (loaded.ledger.endedAt !== undefined)
        throw refused(t('This plan is over. There is nothing to resume.'));
      if (loaded.incomplete) throw refused(loadedState(loaded, 'stopped').trouble ?? '');
      const { torn, damaged } = loaded;
      const given = {
        places: new ListPlaces(idsLeft(loaded.ledger)),
        uncertain: torn || damaged,
        damaged,
        goal,
      };
      return this.#run(...this.#goingOn(loaded, lease), given);
    } catch (thrown) {
      await lease.release();
      throw thrown;
    }
  }

  /** Looks at the numbers of which nobody knows what became of them. */
  async check(id: string, signal: AbortSignal): Promise<void> {
    if (this.#running.has(id)) throw refused(t('This plan is not over yet.'));
    const lease = await this.#take(id);
    try {
      const [journal, , hiding] = this.#goingOn(await this.load(id), lease);
      const site = this.#site(journal, hiding, new ListPlaces());
      await checkUnknown(site, signal);
    } catch (thrown) {
      return letGo(lease, thrown, elsewhere());
    }
    await lease.release();
  }

  /** A journal of this window. */
  async open(head: EntryOf<'begin'>, steps: readonly Step[]): Promise<{ lease: Lease; journal: Journal }> {
    const lease = await this.#take(head.id);
    return { lease, journal: new Journal(this.#parts.store, lease, new Ledger(head, steps)) };
  }

  async load(id: string): Promise<Loaded> {
    const loaded = await kept(() => load(this.#parts.store, id));
    if (!loaded) throw refused(t('The record of this plan cannot be read.'));
    return loaded;
  }

  /** The record of a run that no window is at work on. */
  async over(id: string): Promise<Loaded> {
    await this.needFree(id);
    return this.load(id);
  }

  /** Throws while any window is at work on it. */
  async needFree(id: string): Promise<void> {
    const { store, clock } = this.#parts;
    if (this.#running.has(id)) throw refused(t('This plan is not over yet.'));
    if (await kept(() => Lease.isHeld(store, id, clock))) throw refused(elsewhere());
  }

  /** Removes the record of a run that no window is at work on; none can resume it meanwhile. */
  async remove(id: string): Promise<void> {
    if (this.#running.has(id)) throw refused(t('This plan is not over yet.'));
    const lease = await this.#take(id);
    try {
      await kept(() => this.#parts.store.remove(id));
    } finally {
      await lease.release();
    }
  }

  /** Lets go of all, so that another window may resume them. */
  async dispose(): Promise<void> {
    await Promise.all([...this.#running.values()].map((run) => run.leave()));
    this.#running.clear();
  }

  #goingOn({ ledger, length, torn }: Loaded, lease: Lease): [Journal, Lease, Hiding] {
    const journal = new Journal(this.#parts.store, lease, ledger, length, torn);
    return [journal, lease, new Hiding(tableOf(ledger.head.family))];
  }

  #site(journal: Journal, hiding: Hiding, places: ListPlaces): Site {
    const { door, store, clock } = this.#parts;
    const { head } = journal.ledger;
    const table = tableOf(head.family);
    const isOthers = (job: string) => isNamed(store, job, (name) => name !== head.id);
    return new Site({ door, table, clock, journal, hiding, places, isOthers });
  }

  #run(journal: Journal, lease: Lease, hiding: Hiding, given: Given): Runner {
    const { onWritten, onChange } = this.#parts;
    const { id } = journal.ledger.head;
    const { uncertain, damaged, goal } = given;
    const run = new Runner({
      site: this.#site(journal, hiding, given.places),
      lease,
      uncertain,
      damaged,
      goal,
      onWritten,
      onPhase: (phase) => {
        if (isLetGo(phase)) this.#running.delete(id);
        onChange();
      },
    });
    this.#running.set(id, run);
    onChange();
    return run;
  }

  async #take(id: string, otherwise = elsewhere()): Promise<Lease> {
    const { store, holder, clock } = this.#parts;
    const lease = await kept(() => Lease.take(store, id, holder, clock));
    if (!lease) throw refused(otherwise);
    return lease;
  }

  async #needNew(id: string, lease: Lease): Promise<void> {
    const { store } = this.#parts;
    if (!(await kept(() => store.names())).includes(id)) return;
    if (!(await kept(() => neverBegan(store, id))))
      throw refused(t('This plan was applied before, so nothing was sent a second time.'));
    // After a stalled disk it may be the record of another window.
    await lease.check();
    // Whoever described it before was cut off: nothing of it was sent.
    await kept(() => store.truncate(id, 0));
  }

  async #describe(journal: Journal, lease: Lease, texts: Iterable<string>): Promise<void> {
    try {
      for (const text of texts) await journal.appendText(text);
    } catch (thrown) {
      const isOwn = await lease.check().then(
        () => true,
        () => false,
      );
      if (isOwn) await this.#parts.store.remove(journal.ledger.head.id).catch(() => undefined);
      throw thrown;
    }
  }
}

/** Throws what was thrown; where it says that another window has taken over, in words. */
async function letGo(lease: Lease, thrown: unknown, otherwise: string): Promise<never> {
  if (thrown instanceof LeaseLost) {
    lease.lose();
    throw refused(otherwise);
  }
  await lease.release();
  throw thrown;
}

const applying = () => t('This plan is being applied in another window.');
const elsewhere = () => t('Another window is at work on this plan.');

/** Nothing of it is at work in this window any more. */
const isLetGo = (phase: RunPhase): boolean => isOver(phase) || phase === 'elsewhere';

/** The numbers that have requests before them. */
const idsLeft = ({ steps }: Ledger): ReadonlySet<string> =>
  new Set(steps.flatMap((step) => step.open().flatMap((row) => step.step.rows[row]?.number.id ?? [])));
