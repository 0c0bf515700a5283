import { window } from 'vscode';
import { tablePanel } from '../core/model/names.ts';
import type { Disposable } from '../core/state/emitter.ts';
import type { OpenTable, TableTabs, TableTabsParts } from './tableTabs.ts';

/** The editor tabs that show numbers as a table, restored after a reload; what fills them loads with the first. */
export class NumberTables implements Disposable {
  readonly #parts: TableTabsParts;
  readonly #serializer: Disposable;
  #loading: Promise<TableTabs> | undefined;
  #tabs: TableTabs | undefined;

  constructor(parts: TableTabsParts) {
    this.#parts = parts;
    this.#serializer = window.registerWebviewPanelSerializer(tablePanel, {
      deserializeWebviewPanel: async (panel, kept) => (await this.#load()).restore(panel, kept),
    });
  }

  /** Shows the numbers of the account in use, as the view shows them. Throws a Failure without an account. */
  async show(): Promise<void> {
    (await this.#load()).show();
  }

  /** The table that a command was run on: the one its arguments name. */
  named(args: readonly unknown[]): OpenTable | undefined {
    return this.#tabs?.named(args);
  }

  /** The table in front. */
  get active(): OpenTable | undefined {
    return this.#tabs?.active;
  }

  dispose(): void {
    this.#serializer.dispose();
    void this.#loading?.then((tabs) => {
      tabs.dispose();
    });
  }

  #load(): Promise<TableTabs> {
    this.#loading ??= import('./tableTabs.ts').then(
      ({ TableTabs }) => (this.#tabs = new TableTabs(this.#parts)),
    );
    return this.#loading;
  }
}
