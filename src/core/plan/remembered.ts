import type { Clock } from '../telnyx/clock.ts';
import { Failure } from '../telnyx/failure.ts';
import { Hiding } from './hide.ts';
import { isWhole } from './journalReading.ts';
import type { JournalStore } from './journalStore.ts';
import { Lease } from './lease.ts';
import { tableOf } from './tables.ts';
import { outlived } from './outlived.ts';
import { isOver, loadedState, phaseOf, summaryOf, unreadable } from './recent.ts';
import { resultsOf } from './report.ts';
import type { RunRecord, RunState, RunSummary } from './run.ts';
import type { RunsAtWork } from './runsAtWork.ts';
import { kept } from './storeErrors.ts';

export interface RememberedParts {
  readonly store: JournalStore;
  readonly clock: Clock;
  readonly runs: RunsAtWork;
  /** What is told of some run is another than before. */
  readonly onNews: () => void;
}

/** The runs of an account as their journals tell them, and those at work here as they stand. */
export class RememberedRuns {
  readonly #parts: RememberedParts;
  /** Runs that are over and whose journals turned out to be damaged: their last line alone would tell otherwise. */
  readonly #damaged = new Map<string, RunState>();
  /** Runs that are over and whose journals were read to the end, or are being read. */
  readonly #inspected = new Set<string>();
  #inspecting = Promise.resolve();
  #isOver = false;

  constructor(parts: RememberedParts) {
    this.#parts = parts;
  }

  /** Newest first. */
  async list(): Promise<readonly RunSummary[]> {
    const { store, runs, clock } = this.#parts;
    const names = await kept(() => store.names());
    const summaries = await Promise.all(
      names.map(
        async (name) =>
          runs.get(name)?.state ??
          this.#damaged.get(name) ??
          (await summaryOf(store, name, clock).catch(unlessRemoved(name))),
      ),
    );
    const found = summaries.flatMap((one) => one ?? []).sort((a, b) => b.startedAt - a.startedAt);
    this.#inspect(found);
    return found;
  }

  async open(id: string): Promise<RunRecord> {
    const { store, runs, clock } = this.#parts;
    const running = runs.get(id);
    if (running) return running;
    const loaded = await runs.load(id);
    const hiding = new Hiding(tableOf(loaded.ledger.head.family));
    const heldUntil = await Lease.heldUntil(store, id, clock);
    const state = {
      ...loadedState(loaded, await phaseOf(store, loaded, clock)),
      ...(heldUntil !== undefined && { heldUntil }),
    };
    if (loaded.damaged && isOver(state.phase)) {
      const isNews = !this.#damaged.has(id);
      this.#damaged.set(id, state);
      if (isNews) this.#parts.onNews();
    }
    return {
      state,
      results: (became) => resultsOf(loaded.ledger, hiding, became),
    };
  }

  /** Removes the journal of a run that no window is at work on. */
  async forget(id: string): Promise<void> {
    await this.#parts.runs.remove(id);
    this.#damaged.delete(id);
    this.#parts.onNews();
  }

  /** Forgets what need not be remembered any longer (see `outlived`); resolves to their ids. */
  async prune(): Promise<readonly string[]> {
    const { store, clock } = this.#parts;
    const forgotten: string[] = [];
    for (const id of outlived(await this.list(), clock.now())) {
      try {
        // What the list tells comes from two lines; one that cannot be read may have told of something unknown.
        if (!(await kept(() => isWhole(store, id)))) continue;
        await this.forget(id);
        forgotten.push(id);
      } catch (thrown) {
        // In use just now, or not to be removed now: there is time.
        if (!(thrown instanceof Failure)) throw thrown;
      }
    }
    return forgotten;
  }

  dispose(): void {
    this.#isOver = true;
  }

  /**
   * Reads the journals of runs that are over, once each and one after the other: the list needs two lines of each, and
   * a damaged one between them would be seen only when the run is opened.
   */
  #inspect(found: readonly RunSummary[]): void {
    const { store } = this.#parts;
    for (const { id, phase, damaged } of found) {
      if (!isOver(phase) || damaged || this.#inspected.has(id)) continue;
      this.#inspected.add(id);
      this.#inspecting = this.#inspecting
        .then(async () => {
          if (this.#isOver || (await isWhole(store, id))) return;
          await this.open(id);
          // Forgotten meanwhile, or not to be read now: looked at again with the next list.
        })
        .catch(() => void this.#inspected.delete(id));
    }
  }
}

/** A journal that cannot be read is listed all the same, unless somebody has removed it meanwhile. */
const unlessRemoved = (name: string) => (thrown: unknown) =>
  thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT' ? undefined : unreadable(name);
