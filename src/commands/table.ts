import type { ExtensionContext } from 'vscode';
import type { CurrentAccount } from '../core/state/session.ts';
import type { NumberEditing } from '../editors/numberEditing.ts';
import type { RecordDocuments } from '../editors/records.ts';
import type { Accounts } from '../host/accounts.ts';
import type { ChargesPanels } from '../panels/charges.ts';
import type { Plans } from '../panels/plans.ts';
import { accountCommands } from './accounts.ts';
import { chargesCommands } from './charges.ts';
import { findCommands } from './find.ts';
import { itemCommands } from './items.ts';
import { numberCommands } from './numbers.ts';
import { planCommands } from './plans.ts';
import type { Handlers } from './register.ts';
import { verbCommands } from './verbs.ts';
import { viewCommands } from './views.ts';

/** What commands work on. */
export interface Rooms {
  readonly account: CurrentAccount;
  readonly accounts: Accounts;
  readonly records: RecordDocuments;
  readonly editing: NumberEditing;
  readonly charges: ChargesPanels;
  readonly plans: Plans;
  /** Where what belongs to this workspace is kept. */
  readonly context: Pick<ExtensionContext, 'workspaceState'>;
}

/** Every command of the extension, gathered from where it lives. */
export function allCommands(rooms: Rooms): Handlers {
  const { account, accounts, records, editing, charges, plans, context } = rooms;
  return {
    ...accountCommands(accounts),
    ...viewCommands(account),
    ...itemCommands(records),
    ...numberCommands(account, editing),
    ...verbCommands(account, editing),
    ...chargesCommands(charges),
    ...planCommands(plans),
    ...findCommands(account, context.workspaceState),
  };
}
