import { window, type Uri } from 'vscode';
import { importPanel } from '../core/model/names.ts';
import type { Disposable } from '../core/state/emitter.ts';
import type { ImportPanelsParts, ImportTabs } from './importTabs.ts';

/** Files of changes on their way to a plan; a tab opens only where something has to be looked at first. */
export class ImportPanels implements Disposable {
  readonly #parts: ImportPanelsParts;
  readonly #serializer: Disposable;
  #loaded: Promise<ImportTabs> | undefined;

  constructor(parts: ImportPanelsParts) {
    this.#parts = parts;
    this.#serializer = window.registerWebviewPanelSerializer(importPanel, {
      deserializeWebviewPanel: async (panel, kept) => (await this.#tabs()).restore(panel, kept),
    });
  }

  /** Reads a file and opens it as a plan, or a report of what stands in the way. Throws a Failure. */
  async open(file: Uri): Promise<void> {
    await (await this.#tabs()).open(file);
  }

  dispose(): void {
    this.#serializer.dispose();
    void this.#loaded?.then((tabs) => tabs.dispose());
  }

  #tabs(): Promise<ImportTabs> {
    this.#loaded ??= import('./importTabs.ts').then(({ ImportTabs }) => new ImportTabs(this.#parts));
    return this.#loaded;
  }
}
