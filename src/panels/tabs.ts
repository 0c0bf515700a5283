import type { ExtensionContext } from 'vscode';
import {
  batchPanel,
  chargesPanel,
  deliveryPanel,
  importPanel,
  leaksPanel,
  rechargePanel,
  replayPanel,
  signaturePanel,
  tablePanel,
  timelinePanel,
  topUpPanel,
  usagePanel,
} from '../core/model/names.ts';
import type { Accounts } from '../host/accounts.ts';
import type { TestKeys } from '../host/testKeys.ts';
import { LaterTabs } from './laterTabs.ts';
import type { Records } from './auditDifference.ts';
import type { PlansParts } from './planHome.ts';
import { Plans } from './plans.ts';
import { recallPayments } from './recallPayments.ts';

interface Parts extends PlansParts {
  readonly context: PlansParts['context'] &
    Pick<ExtensionContext, 'workspaceState' | 'globalState' | 'secrets'>;
  readonly accounts: Pick<Accounts, 'onRemove' | 'onForget'>;
  readonly records: Records;
}

export type EditorTabs = Readonly<ReturnType<typeof editorTabs>>;

/** The editor tabs that are not documents, a kind each. */
export function editorTabs({ context, ...rest }: Parts) {
  const { extensionUri, globalStorageUri: storage, workspaceState } = context;
  const parts = { ...rest, extensionUri };
  const plans = new Plans({ ...rest, context });
  let keys: TestKeys | undefined;
  const testKeys = async () => (keys ??= new (await import('../host/testKeys.ts')).TestKeys(context.secrets));
  const signatures = new LaterTabs(
    signaturePanel,
    async () =>
      new (await import('./signatureTabs.ts')).SignatureTabs({
        ...parts,
        globalState: context.globalState,
        testKeys: await testKeys(),
      }),
  );
  rest.accounts.onForget(async ({ id }) => (await signatures.load()).forget(id));
  const charges = new LaterTabs(
    chargesPanel,
    async () => new (await import('./chargesTabs.ts')).ChargesTabs({ ...parts, storage }),
  );
  // Reports of charges that are kept must not outlive what they were kept for.
  rest.accounts.onForget(async ({ id }) => (await charges.load()).forget(id));
  const topUps = new LaterTabs(
    topUpPanel,
    async () => new (await import('./topUpTabs.ts')).TopUpTabs({ ...parts, storage }),
  );
  rest.accounts.onRemove(async (profile) => (await topUps.load()).forget(profile));
  recallPayments(parts.account, storage, topUps);
  const replays = new LaterTabs(
    replayPanel,
    async () => new (await import('./replayTabs.ts')).ReplayTabs({ ...parts, testKeys: await testKeys() }),
  );
  const deliveries = new LaterTabs(
    deliveryPanel,
    async () => new (await import('./deliveryTabs.ts')).DeliveryTabs({ ...parts, replays, signatures }),
  );
  const showDelivery = async (id: string) => (await deliveries.load()).show(id);
  return {
    plans,
    charges,
    topUps,
    recharge: new LaterTabs(
      rechargePanel,
      async () => new (await import('./rechargeTabs.ts')).RechargeTabs(parts),
    ),
    leaks: new LaterTabs(
      leaksPanel,
      async () => new (await import('./leaksTabs.ts')).LeaksTabs({ ...parts, storage, plans }),
    ),
    batch: new LaterTabs(
      batchPanel,
      async () => new (await import('./batchTabs.ts')).BatchTabs({ ...parts, plans }),
    ),
    imports: new LaterTabs(
      importPanel,
      async () => new (await import('./importTabs.ts')).ImportTabs({ ...parts, plans }),
    ),
    usage: new LaterTabs(
      usagePanel,
      async () =>
        new (await import('./usageTabs.ts')).UsageTabs({
          ...parts,
          showJson: (label, record) => rest.records.show(label, record),
        }),
    ),
    deliveries,
    replays,
    signatures,
    timelines: new LaterTabs(
      timelinePanel,
      async () =>
        new (await import('./timelineTabs.ts')).TimelineTabs({ ...parts, storage, plans, showDelivery }),
    ),
    tables: new LaterTabs(
      tablePanel,
      async () => new (await import('./tableTabs.ts')).TableTabs({ ...parts, workspaceState }),
    ),
  };
}
