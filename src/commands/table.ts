import type { Memento } from 'vscode';
import type { CurrentAccount } from '../core/state/session.ts';
import type { NumberEditing } from '../editors/numberEditing.ts';
import type { RecordDocuments } from '../editors/records.ts';
import type { Accounts } from '../host/accounts.ts';
import type { ChargesPanels } from '../panels/charges.ts';
import { accountCommands } from './accounts.ts';
import { chargesCommands } from './charges.ts';
import { findCommands } from './find.ts';
import { itemCommands } from './items.ts';
import { numberCommands } from './numbers.ts';
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
  /** Where what belongs to this workspace is kept. */
  readonly workspaceState: Memento;
}

/** Every command of the extension, gathered from where it lives. */
export function allCommands(rooms: Rooms): Handlers {
  const { account, accounts, records, editing, charges, workspaceState } = rooms;
  return {
    ...accountCommands(accounts),
    ...viewCommands(account),
    ...itemCommands(records),
    ...numberCommands(account, editing),
    ...verbCommands(account, editing),
    ...chargesCommands(charges),
    ...findCommands(account, workspaceState),
  };
}
