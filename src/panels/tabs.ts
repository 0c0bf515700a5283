import type { ExtensionContext } from 'vscode';
import { ChargesPanels } from './charges.ts';
import { NumberTables } from './numberTables.ts';
import type { PlansParts } from './planHome.ts';
import { Plans } from './plans.ts';

interface Parts extends PlansParts {
  readonly context: PlansParts['context'] & Pick<ExtensionContext, 'workspaceState'>;
}

/** The editor tabs that are not documents, a kind each. */
export function editorTabs(parts: Parts) {
  const { extensionUri, workspaceState } = parts.context;
  return {
    charges: new ChargesPanels({ ...parts, extensionUri }),
    plans: new Plans(parts),
    tables: new NumberTables({ ...parts, extensionUri, workspaceState }),
  };
}
