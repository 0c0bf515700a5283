import type { ExtensionContext } from 'vscode';
import type { Witness } from '../core/plan/engine.ts';
import type { Family } from '../core/plan/proposal.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import type { Accounts } from '../host/accounts.ts';

/** What number documents need of the rest of the house. */
export interface NumberEditingParts {
  readonly context: Pick<
    ExtensionContext,
    'extensionUri' | 'globalStorageUri' | 'secrets' | 'workspaceState'
  >;
  readonly account: CurrentAccount;
  readonly accounts: Pick<Accounts, 'restore' | 'list' | 'onRemove'>;
  /** Hears the ids of numbers that were changed, to refresh their rows. */
  readonly onSaved: (session: Session, kind: string, ids: readonly string[]) => void;
  /** Remembers a save, so that it can be taken back. */
  readonly witness: (session: Session, family: Family) => Promise<Witness>;
  readonly onFailure: (failure: unknown) => void;
  readonly log: (text: string) => void;
}
