import type { ExtensionContext } from 'vscode';
import type { CurrentAccount, Session } from '../core/state/session.ts';

/** What number documents need of the rest of the house. */
export interface NumberEditingParts {
  readonly context: Pick<ExtensionContext, 'extensionUri' | 'globalStorageUri' | 'secrets'>;
  readonly account: CurrentAccount;
  /** Opens the account that was used last; a restored document may come before any view. */
  readonly restore: () => Promise<void>;
  /** Hears the ids of numbers that were changed, to refresh their rows. */
  readonly onSaved: (session: Session, kind: string, ids: readonly string[]) => void;
  /** Forgets what is kept for an account when it is removed. */
  readonly onRemove: (hook: (profile: { readonly id: string }) => Promise<void>) => void;
  readonly onFailure: (failure: unknown) => void;
  readonly log: (text: string) => void;
}
