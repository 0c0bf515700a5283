import type { Memento } from 'vscode';
import { KeptByAccount } from './keptByAccount.ts';

/** The filter of webhook deliveries in force, for each account of this workspace. */
export const keptFilters = (workspaceState: Memento) =>
  new KeptByAccount(workspaceState, 'telnyx.deliveryFilter');

/** Until when somebody has looked at the deliveries of an account, in any window. */
export const keptLooks = (globalState: Memento) => new KeptByAccount(globalState, 'telnyx.deliveriesSeen');
