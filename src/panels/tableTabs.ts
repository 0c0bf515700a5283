import { randomUUID } from 'node:crypto';
import { t } from '@vscode/l10n';
import { object, safeParse, string } from 'valibot';
import { commands as vscodeCommands, ViewColumn, window, type Memento, type WebviewPanel } from 'vscode';
import { commands, tablePanel, type CommandId } from '../core/model/names.ts';
import type { ActHandlers } from '../core/protocol/page.ts';
import { restoreSchema, tableActs, type TableActs } from '../core/protocol/table.ts';
import { finderOf } from '../core/state/finder.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import type { Tabs } from './laterTabs.ts';
import { keptBy, OpenTabs, type OpenTab, type PageSurroundings } from './openTabs.ts';
import { repair } from './repair.ts';
import { askColumns } from './tableColumns.ts';
import { keptFrom, type Kept } from './tableKept.ts';
import { saveCsv } from './tableSave.ts';
import { copy, openNumber } from './tableVerbs.ts';
import { TableView } from './tableView.ts';

export interface TableTabsParts extends PageSurroundings {
  readonly account: CurrentAccount;
  readonly workspaceState: Memento;
}

export interface OpenTable {
  readonly view: TableView;
  reveal(): void;
  /** Asks which columns to show. */
  askColumns(): Promise<void>;
}

/** What a page tells VS Code about itself, and VS Code the commands of its menus. */
const context = object({ telnyxTable: string() });

/** Where the columns of the last table that was set up are kept, for the next. */
const columnsKey = 'telnyx.table.columns';

/** The open tabs. Any number of them may show the same account, each in its own way. */
export class TableTabs implements Tabs {
  readonly #parts: TableTabsParts;
  readonly #open: OpenTabs<TableView>;

  constructor(parts: TableTabsParts) {
    this.#parts = parts;
    this.#open = new OpenTabs(parts);
  }

  /** Another tab for the account in use; it begins with what the view shows. Throws a Failure without an account. */
  show(): void {
    const { account, workspaceState } = this.#parts;
    const session = account.needed();
    const { query } = finderOf(session);
    const { columns } = keptFrom({ columns: workspaceState.get(columnsKey) });
    const panel = window.createWebviewPanel(tablePanel, t('Numbers'), ViewColumn.Active);
    this.#fill(panel, session.profile, { query, columns, folded: [] });
  }

  /** Fills a tab that VS Code brings back after a reload. */
  restore(panel: WebviewPanel, kept: unknown): void {
    const decoded = keptBy(panel, restoreSchema, kept);
    if (!decoded) return;
    const { profile, account, table } = decoded;
    this.#fill(panel, { id: profile, name: account }, keptFrom(table));
  }

  /** The table that a command was run on: the one its arguments name. */
  named([given]: readonly unknown[]): OpenTable | undefined {
    const decoded = safeParse(context, given);
    return decoded.success
      ? this.#table(this.#open.find(({ key }) => key === decoded.output.telnyxTable))
      : undefined;
  }

  get active(): OpenTable | undefined {
    return this.#table(this.#open.all.find(({ panel }) => panel.active));
  }

  dispose(): void {
    this.#open.dispose();
  }

  #fill(panel: WebviewPanel, profile: { readonly id: string; readonly name: string }, kept: Kept): void {
    const { account } = this.#parts;
    const view = new TableView({ account, profile, kept, key: randomUUID() });
    this.#open.fill(panel, view, {
      page: 'table',
      title: t('Numbers'),
      name: () => t('Numbers: {0}', view.name),
      acts: tableActs,
      handlers: this.#handlers(view),
      state: () => view.state(),
    });
  }

  #table(open: OpenTab<TableView> | undefined): OpenTable | undefined {
    if (!open) return undefined;
    const { panel, view } = open;
    return {
      view,
      reveal: () => panel.reveal(),
      askColumns: () => this.#askColumns(view),
    };
  }

  async #askColumns(view: TableView): Promise<void> {
    const columns = await askColumns(view.columns);
    if (columns) await this.#arrange(view, columns);
  }

  /** The next table begins with these columns. */
  async #arrange(view: TableView, columns: Parameters<TableView['arrange']>[0]): Promise<void> {
    view.arrange(columns);
    await this.#parts.workspaceState.update(columnsKey, view.columns);
  }

  #handlers(view: TableView): ActHandlers<TableActs> {
    return {
      look: (range) => view.see(range),
      search: ({ text, nth }) => view.search(text, nth),
      sort: (column) => view.sort(column),
      ask: async (what) => {
        if (what === 'columns') await this.#askColumns(view);
        else await vscodeCommands.executeCommand(questions[what], { telnyxTable: view.key });
      },
      unfilter: (field) => view.unfilter(field),
      ungroup: () => view.ungroup(),
      clear: () => view.clear(),
      arrange: (columns) => this.#arrange(view, columns),
      choose: ({ how, ...seen }) => view.choose(seen, how),
      chooseAll: (all) => view.chooseAll(all),
      fold: ({ value, open }) => view.fold(value, open),
      open: ({ id }) => openNumber(view, id),
      copy: (what) => copy(view, what),
      save: () => saveCsv(view),
      stop: () => view.opened?.finder.stop(),
      retry: () => view.opened?.finder.retry(),
      refresh: () => view.opened?.finder.refresh(),
      repair,
    };
  }
}

const questions: Readonly<Record<'filter' | 'group' | 'saved' | 'save', CommandId>> = {
  filter: commands.findFilter,
  group: commands.findGroup,
  saved: commands.findSaved,
  save: commands.findSave,
};
