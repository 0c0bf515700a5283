import { t } from '@vscode/l10n';
import { commands as vsCode, env, Uri, ViewColumn, window, workspace, type WebviewPanel } from 'vscode';
import { commands, schemes, timelinePanel } from '../core/model/names.ts';
import {
  timelineActs,
  timelineRestoreSchema,
  type Before,
  type TimelineActs,
  type TimelinePage,
} from '../core/protocol/timeline.ts';
import { decodeAuditEvent } from '../core/resources/auditEvent.ts';
import { subjectOf } from '../core/resources/auditEvents.ts';
import { recordPath } from '../core/resources/json.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import type { About, Entry } from '../core/timeline/entry.ts';
import { ReportFiles, reportsFolder } from '../host/keptReports.ts';
import { compareSides, type Records } from './auditDifference.ts';
import type { Tabs } from './laterTabs.ts';
import { keptBy, OpenTabs, type PageSurroundings } from './openTabs.ts';
import type { Plans } from './plans.ts';
import { repair } from './repair.ts';
import { TimelineView, type TimelineViewParts } from './timelineView.ts';

export interface TimelineTabsParts extends PageSurroundings {
  readonly account: CurrentAccount;
  readonly plans: Pick<Plans, 'home'>;
  readonly records: Records;
  readonly showDelivery: (id: string) => Promise<void>;
  /** Where the extension keeps files of all workspaces. */
  readonly storage: Uri;
}

type Shown = Pick<TimelineViewParts, 'profile' | 'about' | 'before' | 'shown' | 'span'>;

/** The open timelines: one for each account and number, and for each failure that is looked into. */
export class TimelineTabs implements Tabs {
  readonly #parts: TimelineTabsParts;
  readonly #files: ReportFiles;
  readonly #open: OpenTabs<TimelineView>;

  constructor(parts: TimelineTabsParts) {
    this.#parts = parts;
    this.#open = new OpenTabs(parts);
    this.#files = new ReportFiles(reportsFolder(parts.storage), parts.log);
  }

  /** Shows what happened to a number of the account in use. Throws a Failure without an account. */
  show(about: About, before?: Before): void {
    const { profile } = this.#parts.account.needed();
    const known = this.#open.find(
      (view) =>
        view.parts.profile.id === profile.id &&
        view.parts.about.phoneNumber === about.phoneNumber &&
        view.before?.id === before?.id,
    );
    if (known) known.panel.reveal();
    else {
      const panel = window.createWebviewPanel(timelinePanel, '', ViewColumn.Active);
      this.#fill(panel, { profile: { id: profile.id, name: profile.name }, about, before });
    }
  }

  /** Fills a tab that VS Code brings back after a reload. */
  restore(panel: WebviewPanel, kept: unknown): void {
    const decoded = keptBy(panel, timelineRestoreSchema, kept);
    if (!decoded) return;
    const { profile, account: name, phoneNumber, id, ...shown } = decoded;
    const about = { phoneNumber, ...(id !== undefined && { id }) };
    this.#fill(panel, { profile: { id: profile, name }, about, ...shown });
  }

  dispose(): void {
    this.#open.dispose();
  }

  #fill(panel: WebviewPanel, shown: Shown): void {
    const { account, plans } = this.#parts;
    const view = new TimelineView({
      ...shown,
      account,
      language: env.language,
      plansOf: async (session) => (await plans.home()).reader(session),
      // The sample account is made anew every day: what is kept of it would be of another one.
      keptOf: ({ profile: { kind, id } }: Session) => (kind === 'sample' ? undefined : this.#files.of(id)),
    });
    this.#open.fill<TimelinePage, TimelineActs>(panel, view, {
      page: 'timeline',
      title: t('Timeline'),
      name: () => t('Timeline: {0}', view.title),
      acts: timelineActs,
      handlers: {
        show: ({ source, shown: wanted }) => view.show(source, wanted),
        look: (rows) => view.look(rows),
        move: (by) => view.move(by),
        go: (place) => view.go(place),
        open: async (key) => {
          const entry = view.open(key);
          if (entry) await this.#openEntry(view, entry);
        },
        further: (source) => view.further(source),
        older: () => view.older(),
        refresh: () => view.refresh(),
        everything: () => view.everything(),
        repair,
      },
      state: () => view.state(),
    });
  }

  async #openEntry({ parts }: TimelineView, { opens }: Entry): Promise<void> {
    switch (opens.type) {
      case 'audit': {
        const event = decodeAuditEvent(opens.raw);
        if (event?.changes?.length) await compareSides(this.#parts.records, event);
        else await this.#parts.records.show(event ? subjectOf(event) : t('Audit event'), opens.raw);
        return;
      }
      case 'job': {
        const path = recordPath({ account: parts.profile.id, kind: 'job', id: opens.id }, opens.label);
        const document = await workspace.openTextDocument(Uri.from({ scheme: schemes.record, path }));
        await window.showTextDocument(document, { preview: true });
        return;
      }
      case 'delivery':
        await this.#parts.showDelivery(opens.id);
        return;
      case 'plan':
        await vsCode.executeCommand(commands.showPlan, { type: 'plan', key: `run/${opens.id}` });
        return;
      case 'period':
        await vsCode.executeCommand(commands.viewCharges, opens);
    }
  }
}
