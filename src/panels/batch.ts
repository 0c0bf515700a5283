import { window } from 'vscode';
import { batchPanel } from '../core/model/names.ts';
import type { NumberName } from '../core/plan/plan.ts';
import type { Family } from '../core/plan/proposal.ts';
import type { Disposable } from '../core/state/emitter.ts';
import type { BatchPanelsParts, BatchTabs } from './batchTabs.ts';

/** The editor tabs in which settings of many numbers are chosen, restored after a reload; they load with the first. */
export class BatchPanels implements Disposable {
  readonly #parts: BatchPanelsParts;
  readonly #serializer: Disposable;
  #loaded: Promise<BatchTabs> | undefined;

  constructor(parts: BatchPanelsParts) {
    this.#parts = parts;
    this.#serializer = window.registerWebviewPanelSerializer(batchPanel, {
      deserializeWebviewPanel: async (panel, kept) => (await this.#tabs()).restore(panel, kept),
    });
  }

  /** Opens a form for numbers of the account in use. Throws a Failure without an account. */
  async open(family: Family, numbers: readonly NumberName[]): Promise<void> {
    (await this.#tabs()).open(family, numbers);
  }

  dispose(): void {
    this.#serializer.dispose();
    void this.#loaded?.then((tabs) => tabs.dispose());
  }

  #tabs(): Promise<BatchTabs> {
    this.#loaded ??= import('./batchTabs.ts').then(({ BatchTabs }) => new BatchTabs(this.#parts));
    return this.#loaded;
  }
}
