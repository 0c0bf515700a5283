import type { ExtensionContext } from 'vscode';
import type { Accounts } from '../host/accounts.ts';
import { BatchPanels } from './batch.ts';
import { ChargesPanels } from './charges.ts';
import { ImportPanels } from './imports.ts';
import { NumberTables } from './numberTables.ts';
import type { PlansParts } from './planHome.ts';
import { Plans } from './plans.ts';

interface Parts extends PlansParts {
  readonly context: PlansParts['context'] & Pick<ExtensionContext, 'workspaceState'>;
  readonly accounts: Pick<Accounts, 'onRemove' | 'onForget'>;
}

/** The editor tabs that are not documents, a kind each. */
export function editorTabs(parts: Parts) {
  const { extensionUri, globalStorageUri: storage, workspaceState } = parts.context;
  const plans = new Plans(parts);
  return {
    charges: new ChargesPanels({ ...parts, extensionUri, storage }),
    plans,
    batch: new BatchPanels({ ...parts, extensionUri, plans }),
    imports: new ImportPanels({ ...parts, extensionUri, plans }),
    tables: new NumberTables({ ...parts, extensionUri, workspaceState }),
  };
}
