import { lookup } from 'node:dns/promises';
import { t } from '@vscode/l10n';
import { commands as vsCode, env, ViewColumn, window, type WebviewPanel } from 'vscode';
import { replayPanel, settings } from '../core/model/names.ts';
import {
  replayActs,
  replayRestoreSchema,
  type ReplayActs,
  type ReplayPage,
} from '../core/protocol/replay.ts';
import type { WholeAttempt, WholeDelivery } from '../core/webhooks/delivery.ts';
import { readConfiguration } from '../host/configuration.ts';
import type { TestKeys } from '../host/testKeys.ts';
import type { Tabs } from './laterTabs.ts';
import { keptBy, OpenTabs, type PageSurroundings } from './openTabs.ts';
import { draftOf, notesOn } from './replayText.ts';
import { ReplayView, type ReplayViewParts } from './replayView.ts';

export interface ReplayTabsParts extends PageSurroundings {
  readonly testKeys: TestKeys;
}

/** Bytes of an answer that are read. */
const mostRead = 1_000_000;

/** The open replays: one each time one is asked for, so that two can be compared. */
export class ReplayTabs implements Tabs {
  readonly #parts: ReplayTabsParts;
  readonly #open: OpenTabs<ReplayView>;

  constructor(parts: ReplayTabsParts) {
    this.#parts = parts;
    this.#open = new OpenTabs(parts);
  }

  /** Shows what a try of a delivery is sent again as. Sends nothing. */
  show(account: string, delivery: WholeDelivery, attempt: WholeAttempt): void {
    const original = draftOf(attempt);
    this.#fill(window.createWebviewPanel(replayPanel, '', ViewColumn.Active), {
      title: delivery.eventType ?? t('Delivery'),
      account,
      notes: notesOn(attempt),
      draft: original,
      original,
    });
  }

  /** Fills a tab that VS Code brings back after a reload. */
  restore(panel: WebviewPanel, kept: unknown): void {
    const decoded = keptBy(panel, replayRestoreSchema, kept);
    if (decoded) this.#fill(panel, decoded);
  }

  dispose(): void {
    this.#open.dispose();
  }

  #fill(panel: WebviewPanel, shown: Omit<ReplayViewParts, 'bounds' | 'key'>): void {
    const view = new ReplayView({
      ...shown,
      key: () => this.#parts.testKeys.get(),
      bounds: () => {
        const { replayHosts: allowed, deadline } = readConfiguration();
        return { allowed, deadline, most: mostRead, lookup: (name) => lookup(name, { all: true }) };
      },
    });
    this.#open.fill<ReplayPage, ReplayActs>(panel, view, {
      page: 'replay',
      title: t('Replay'),
      name: () => t('Replay: {0}', view.title),
      acts: replayActs,
      handlers: {
        edit: (edit) => view.edit(edit),
        send: (edit) => view.send(edit),
        stop: () => view.stop(),
        reset: () => view.reset(),
        choose: (id) => view.choose(id),
        copyKey: async () => {
          if (view.testKey) await env.clipboard.writeText(view.testKey.publicKey);
        },
        allow: async () => {
          await vsCode.executeCommand('workbench.action.openSettings', settings.replayHosts);
        },
      },
      state: () => view.state(),
    });
  }
}
