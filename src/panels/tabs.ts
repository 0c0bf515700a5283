import type { ExtensionContext } from 'vscode';
import { BatchPanels } from './batch.ts';
import { ChargesPanels } from './charges.ts';
import { ImportPanels } from './imports.ts';
import { NumberTables } from './numberTables.ts';
import type { PlansParts } from './planHome.ts';
import { Plans } from './plans.ts';

interface Parts extends PlansParts {
  readonly context: PlansParts['context'] & Pick<ExtensionContext, 'workspaceState'>;
}

/** The editor tabs that are not documents, a kind each. */
export function editorTabs(parts: Parts) {
  const { extensionUri, workspaceState } = parts.context;
  const plans = new Plans(parts);
  return {
    charges: new ChargesPanels({ ...parts, extensionUri }),
    plans,
    batch: new BatchPanels({ ...parts, extensionUri, plans }),
    imports: new ImportPanels({ ...parts, extensionUri, plans }),
    tables: new NumberTables({ ...parts, extensionUri, workspaceState }),
  };
}
