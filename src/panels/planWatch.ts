import { t } from '@vscode/l10n';
import { StatusBarAlignment, window, type StatusBarItem } from 'vscode';
import { commands } from '../core/model/names.ts';
import { brief, grouped } from '../core/model/text.ts';
import type { Run, RunState } from '../core/plan/run.ts';
import { Emitter, type Disposable, type Event } from '../core/state/emitter.ts';
import { inLabel, inMessage } from '../host/plainText.ts';
import { endWords, overOf, runSentence, troubleOf } from './runWords.ts';

/** A plan that ends sooner than this was watched to its end: nobody needs to be told. In milliseconds. */
const soon = 10_000;

export interface WatchParts {
  /** Whether the tab of a run is in sight. */
  readonly isVisible: (id: string) => boolean;
  readonly show: (id: string) => void;
  /** Says how a run ended; resolves whether somebody wants to see it. */
  readonly tell: (words: string, well: boolean) => Thenable<boolean>;
}

/** What of a run is watched. */
type Watched = Pick<Run, 'state' | 'onChange' | 'pause'>;

/** Runs at work in this window, told in the status bar; each long one is told once when it is over. */
export class PlanWatch implements Disposable {
  readonly #parts: WatchParts;
  readonly #runs = new Map<string, { readonly run: Watched; readonly following: Disposable }>();
  readonly #moved = new Emitter<RunState>();
  #item: StatusBarItem | undefined;

  /** A run is further than before, or over. */
  readonly onMove: Event<RunState> = this.#moved.event;

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  follow(run: Watched): void {
    const { id } = run.state;
    this.#runs.get(id)?.following.dispose();
    this.#runs.set(id, { run, following: run.onChange((state) => this.#told(state)) });
    this.#told(run.state);
  }

  /** The tab of a run was closed: it goes on all the same. */
  closed({ id, phase, title }: RunState): void {
    if (phase !== 'running' || !this.#runs.has(id)) return;
    const [show, pause] = [t('Show'), t('Pause')];
    const words = t('"{0}" goes on. The status bar tells how far it is.', brief(title, 80));
    void window.showInformationMessage(inMessage(words), show, pause).then((chosen) => {
      if (chosen === show) this.#parts.show(id);
      if (chosen === pause) this.#pause(id, title);
    });
  }

  dispose(): void {
    for (const { following } of this.#runs.values()) following.dispose();
    this.#runs.clear();
    this.#item?.dispose();
    this.#moved.dispose();
  }

  /** The message that offers it may stand there for longer than the run goes on. */
  #pause(id: string, title: string): void {
    const known = this.#runs.get(id);
    known?.run.pause();
    if (known) return;
    const words = t('"{0}" is not at work any more, so there is nothing to pause.', brief(title, 80));
    void window.showInformationMessage(inMessage(words));
  }

  #told(state: RunState): void {
    const moving = state.phase === 'running' || state.phase === 'pausing';
    if (!moving) {
      this.#runs.get(state.id)?.following.dispose();
      this.#runs.delete(state.id);
      this.#tellEnd(state);
    }
    this.#draw();
    this.#moved.fire(state);
  }

  #draw(): void {
    const states = [...this.#runs.values()].map(({ run }) => run.state);
    const [first] = states;
    if (!first) {
      this.#item?.hide();
      return;
    }
    this.#item ??= window.createStatusBarItem('telnyx.plan', StatusBarAlignment.Left, 90);
    const done = states.reduce((sum, { counts }) => sum + overOf(counts), 0);
    const all = states.reduce((sum, { numbers }) => sum + numbers, 0);
    this.#item.name = t('Telnyx plan');
    this.#item.text = `$(sync~spin) ${inLabel(t('Plan: {0} of {1}', grouped(done), grouped(all)))}`;
    this.#item.tooltip = states.map((state) => `${brief(state.title, 80)}\n${runSentence(state)}`).join('\n');
    this.#item.command = {
      command: commands.showPlan,
      title: t('Show'),
      arguments: [{ type: 'plan', key: `run/${first.id}` }],
    };
    this.#item.show();
  }

  #tellEnd(state: RunState): void {
    const { id, phase, startedAt, endedAt, title, counts } = state;
    if (phase === 'paused' || phase === 'interrupted' || phase === 'elsewhere') return;
    const long = (endedAt ?? Date.now()) - startedAt >= soon;
    if (this.#parts.isVisible(id) || (!long && phase !== 'stopped')) return;
    const words = inMessage(
      `${brief(title, 80)}: ${phase === 'stopped' ? runSentence(state) : endWords(state)}`,
    );
    const well = phase !== 'stopped' && troubleOf(counts) === 0;
    void this.#parts.tell(words, well).then((wanted) => {
      if (wanted) this.#parts.show(id);
    });
  }
}
