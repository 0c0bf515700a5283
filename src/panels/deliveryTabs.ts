import { t } from '@vscode/l10n';
import { ViewColumn, window, type WebviewPanel } from 'vscode';
import { deliveryPanel } from '../core/model/names.ts';
import {
  deliveryActs,
  deliveryRestoreSchema,
  type DeliveryActs,
  type DeliveryPage,
} from '../core/protocol/delivery.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import { compareAttempts, copyBody, copyCurl, lookBack, openJson, saveFixture } from './deliveryVerbs.ts';
import { DeliveryView, type DeliveryViewParts } from './deliveryView.ts';
import type { LaterTabs, Tabs } from './laterTabs.ts';
import { keptBy, OpenTabs, type PageSurroundings } from './openTabs.ts';
import { repair } from './repair.ts';
import type { ReplayTabs } from './replayTabs.ts';
import type { SignatureTabs } from './signatureTabs.ts';

export interface DeliveryTabsParts extends PageSurroundings {
  readonly account: CurrentAccount;
  readonly replays: Pick<LaterTabs<ReplayTabs>, 'load'>;
  readonly signatures: Pick<LaterTabs<SignatureTabs>, 'load'>;
}

/** The open deliveries, a tab each. */
export class DeliveryTabs implements Tabs {
  readonly #parts: DeliveryTabsParts;
  readonly #open: OpenTabs<DeliveryView>;

  constructor(parts: DeliveryTabsParts) {
    this.#parts = parts;
    this.#open = new OpenTabs(parts);
  }

  /** Shows a delivery of the account in use. Throws a Failure without an account. */
  show(id: string): void {
    const { profile } = this.#parts.account.needed();
    const known = this.#open.find(({ parts }) => parts.id === id && parts.profile.id === profile.id);
    if (known) known.panel.reveal();
    else this.#fill(window.createWebviewPanel(deliveryPanel, '', ViewColumn.Active), { profile, id });
  }

  /** Fills a tab that VS Code brings back after a reload. */
  restore(panel: WebviewPanel, kept: unknown): void {
    const decoded = keptBy(panel, deliveryRestoreSchema, kept);
    if (!decoded) return;
    const { profile, account: name, id, attempt } = decoded;
    this.#fill(panel, { profile: { id: profile, name }, id, attempt });
  }

  dispose(): void {
    this.#open.dispose();
  }

  #fill(panel: WebviewPanel, shown: Omit<DeliveryViewParts, 'account'>): void {
    const { account, replays, signatures } = this.#parts;
    const view = new DeliveryView({ account, ...shown });
    this.#open.fill<DeliveryPage, DeliveryActs>(panel, view, {
      page: 'delivery',
      title: t('Delivery'),
      name: () => view.title,
      acts: deliveryActs,
      handlers: {
        choose: ({ attempt }) => view.choose(attempt),
        reveal: (revealed) => view.reveal(revealed),
        retry: () => view.read(),
        repair,
        copyBody: (side) => copyBody(view, side),
        replay: async () => {
          const { delivery, attempt, parts } = view;
          if (delivery && attempt) (await replays.load()).show(parts.profile.name, delivery, attempt);
        },
        signature: async () => {
          const { delivery, attempt, parts } = view;
          if (delivery && attempt) await (await signatures.load()).show(delivery, attempt, parts.profile.id);
        },
        lookBack: () => lookBack(view),
        curl: () => copyCurl(view),
        fixture: () => saveFixture(view),
        compare: () => compareAttempts(view),
        json: () => openJson(view),
      },
      state: () => view.state(),
    });
  }
}
