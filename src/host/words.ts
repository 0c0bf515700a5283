import { config } from '@vscode/l10n';
import { l10n } from 'vscode';

/** Puts the words of VS Code's display language in force; call before anything is said. English needs none. */
export function configureWords(): void {
  if (l10n.bundle) config({ contents: l10n.bundle });
}
