import { t } from '@vscode/l10n';
import {
  CodeAction,
  CodeActionKind,
  Diagnostic,
  DiagnosticSeverity,
  Range,
  type CodeActionProvider,
  type TextDocument,
} from 'vscode';
import { keysIn } from '../core/code/literals.ts';
import { commands } from '../core/model/names.ts';
import { isTracked } from './tracked.ts';

const code = 'telnyx-api-key';

/** Flags API keys in a document that Git keeps, or of which nobody knows whether it does. The key is not repeated. */
export async function keyFindings(document: TextDocument): Promise<readonly Diagnostic[]> {
  const keys = keysIn(document.getText());
  if (keys.length === 0) return [];
  const tracked = await isTracked(document.uri);
  if (tracked === false) return [];
  const message =
    tracked === true
      ? t('A Telnyx API key in a file that Git keeps: whoever can read the repository can use the account.')
      : t('A Telnyx API key in a file: whoever can read the file can use the account.');
  return keys.map(({ start, text }) => {
    const range = new Range(document.positionAt(start), document.positionAt(start + text.length));
    const diagnostic = new Diagnostic(range, message, DiagnosticSeverity.Warning);
    diagnostic.source = 'Telnyx';
    diagnostic.code = code;
    return diagnostic;
  });
}

/** Offers to take a flagged key out of its file. */
export const keyActions: CodeActionProvider = {
  provideCodeActions: ({ uri }, _range, { diagnostics }) =>
    diagnostics
      .filter((one) => one.source === 'Telnyx' && one.code === code)
      .map((diagnostic) => {
        const title = t('Move to Secure Storage…');
        const action = new CodeAction(title, CodeActionKind.QuickFix);
        action.diagnostics = [diagnostic];
        action.isPreferred = true;
        action.command = { command: commands.moveKey, title, arguments: [uri, diagnostic.range] };
        return action;
      }),
};
