import type { ExtensionContext } from 'vscode';
import type { CurrentAccount } from '../core/state/session.ts';
import type { NumberEditing } from '../editors/numberEditing.ts';
import type { RecordDocuments } from '../editors/records.ts';
import type { Reports } from '../editors/reports.ts';
import type { Accounts } from '../host/accounts.ts';
import type { EditorTabs } from '../panels/tabs.ts';
import { accountCommands } from './accounts.ts';
import { auditCommands } from './audit.ts';
import { batchCommands } from './batch.ts';
import { chargesCommands } from './charges.ts';
import { deliveryCommands } from './deliveries.ts';
import { deliveryPageCommands } from './deliveryPages.ts';
import { fileCommands } from './files.ts';
import { findCommands } from './find.ts';
import { invoiceCommands } from './invoices.ts';
import { paymentCommands } from './payments.ts';
import { itemCommands } from './items.ts';
import { jobCommands } from './jobs.ts';
import { lostRowsRefused } from './lostRows.ts';
import { numberCommands } from './numbers.ts';
import { asNodes, tableCommands } from './numberTable.ts';
import { ofAccount } from './ofAccount.ts';
import { planCommands } from './plans.ts';
import type { Commands, Handlers } from './register.ts';
import { replayCommands } from './replays.ts';
import { reportCommands } from './reports.ts';
import { timelineCommands } from './timelines.ts';
import { usageCommands } from './usage.ts';
import { verbCommands } from './verbs.ts';
import { viewCommands } from './views.ts';

/** What commands work on. */
export interface Rooms extends EditorTabs {
  readonly account: CurrentAccount;
  readonly accounts: Accounts;
  readonly records: RecordDocuments;
  readonly editing: NumberEditing;
  readonly reports: Reports;
  /** Where what belongs to this workspace is kept. */
  readonly context: Pick<ExtensionContext, 'workspaceState' | 'globalStorageUri' | 'extension'>;
}

/** Every command of the extension, gathered from where it lives. */
export function allCommands(rooms: Rooms): Commands {
  const { account, accounts, records, editing, charges, plans, batch, imports, tables, reports, context } =
    rooms;
  const { deliveries, leaks, recharge, topUps } = rooms;
  const handlers: Handlers = {
    ...accountCommands(accounts),
    ...viewCommands(account),
    ...itemCommands(records),
    ...numberCommands(account, editing),
    ...verbCommands(rooms),
    ...reportCommands(reports),
    ...chargesCommands(charges, leaks),
    ...usageCommands(account, rooms.usage),
    ...timelineCommands(account, rooms.timelines),
    ...invoiceCommands(account, context),
    ...paymentCommands(recharge, topUps),
    ...jobCommands(account),
    ...deliveryCommands(account, context.workspaceState),
    ...auditCommands(account, records),
    ...planCommands(plans),
    ...findCommands(account, context.workspaceState, tables),
    ...tableCommands(tables),
    ...batchCommands(account, batch),
    ...deliveryPageCommands(account, deliveries),
    ...replayCommands(rooms),
    ...fileCommands(account, imports),
  };
  const refuseLostRows = lostRowsRefused(context.extension.packageJSON);
  return (id, args) => {
    const given = asNodes(tables, args);
    refuseLostRows(id, given);
    return ofAccount(account, given, () => handlers[id](...given));
  };
}
