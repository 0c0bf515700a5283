import { t } from '@vscode/l10n';
import {
  env,
  Uri,
  ViewColumn,
  window,
  workspace,
  commands as vscodeCommands,
  type WebviewPanel,
} from 'vscode';
import { usagePanel } from '../core/model/names.ts';
import { grouped } from '../core/model/text.ts';
import { restoreSchema, usageActs } from '../core/protocol/usage.ts';
import type { DetailQuery } from '../core/resources/details.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import type { Tabs } from './laterTabs.ts';
import { keptBy, OpenTabs, type PageSurroundings } from './openTabs.ts';
import { repair } from './repair.ts';
import { keptOf, queryOf } from './usageQuery.ts';
import { UsageView } from './usageView.ts';

export interface UsageTabsParts extends PageSurroundings {
  readonly account: CurrentAccount;
  /** Shows what is given as a JSON document to read. */
  readonly showJson: (label: string, raw: unknown) => Promise<void>;
}

/** The open tabs of detail records: one for each account and query. */
export class UsageTabs implements Tabs {
  readonly #parts: UsageTabsParts;
  readonly #open: OpenTabs<UsageView>;

  constructor(parts: UsageTabsParts) {
    this.#parts = parts;
    this.#open = new OpenTabs(parts);
  }

  /** Shows records of the account in use. Throws a Failure without an account. */
  show(query: DetailQuery): void {
    const { profile } = this.#parts.account.needed();
    const wanted = JSON.stringify(keptOf(query));
    const known = this.#open.find(
      (view) => view.profile === profile.id && JSON.stringify(keptOf(view.query)) === wanted,
    );
    if (known) known.panel.reveal();
    else this.#fill(window.createWebviewPanel(usagePanel, t('Usage'), ViewColumn.Active), profile, query);
  }

  dispose(): void {
    this.#open.dispose();
  }

  /** Fills a tab that VS Code brings back after a reload. */
  restore(panel: WebviewPanel, kept: unknown): void {
    const decoded = keptBy(panel, restoreSchema, kept);
    if (!decoded) return;
    const query = queryOf(decoded);
    if (query) this.#fill(panel, { id: decoded.profile, name: decoded.account }, query);
    else panel.dispose();
  }

  #fill(
    panel: WebviewPanel,
    profile: { readonly id: string; readonly name: string },
    query: DetailQuery,
  ): void {
    const { account, showJson } = this.#parts;
    const view = new UsageView({ account, profile, query, language: env.language });
    this.#open.fill(panel, view, {
      page: 'usage',
      title: t('Usage'),
      name: () => t('Usage: {0}', view.title),
      acts: usageActs,
      handlers: {
        type: (name) => view.ofType(name),
        range: (name) => view.range(name),
        last: (typed) => view.last(typed),
        days: (days) => view.days(days),
        filter: (filter) => view.filter(filter),
        unfilter: (place) => view.unfilter(place),
        sort: (field) => view.sort(field),
        look: (rows) => view.look(rows),
        more: () => view.more(),
        all: () => view.all(),
        stop: () => view.stop(),
        retry: () => view.retry(),
        reload: () => view.reload(),
        open: async (id) => {
          const record = view.record(id);
          if (record) await showJson(record.label, record.raw);
        },
        export: () => save(view),
        repair,
      },
      state: () => view.state(),
    });
  }
}

/** Writes the records loaded to a CSV file that the person names; says so when there are more. */
async function save(view: UsageView): Promise<void> {
  const out = view.exported();
  if (!out) {
    void window.showInformationMessage(t('There is nothing to export yet.'));
    return;
  }
  if (out.part) {
    const go = t('Export What Is There');
    const detail = t('Load all records first to have them in the file.');
    const question = t('Only {0} records are loaded. Export these?', grouped(out.count));
    if ((await window.showWarningMessage(question, { modal: true, detail }, go)) !== go) return;
  }
  const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/');
  const file = await window.showSaveDialog({
    title: t('Export Usage'),
    defaultUri: Uri.joinPath(folder, `telnyx-usage-${view.query.type.name}.csv`),
    filters: { CSV: ['csv'] },
    saveLabel: t('Export'),
  });
  if (!file) return;
  await workspace.fs.writeFile(file, new TextEncoder().encode(out.csv));
  const show = t('Open File');
  const said = await window.showInformationMessage(t('Records exported: {0}.', grouped(out.count)), show);
  if (said === show) await vscodeCommands.executeCommand('vscode.open', file);
}
