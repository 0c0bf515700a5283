import { t } from '@vscode/l10n';
import { Diagnostic, DiagnosticSeverity, Range, type TextDocument } from 'vscode';
import { numbersIn, type Literal } from '../core/code/literals.ts';
import { isNumbersFile } from '../core/model/names.ts';
import { visible } from '../core/model/text.ts';
import { lostStatuses } from '../core/resources/numbers.ts';
import { inWords } from '../core/resources/words.ts';
import { loadedOf } from '../core/state/loaded.ts';
import type { Session } from '../core/state/session.ts';

/**
 * Findings about phone numbers in a document, for an account whose numbers are all loaded; with a part of them nobody
 * knows what is missing, and only what is known is said.
 *
 * @param condemned numbers that a plan would delete
 */
export function numberFindings(
  document: TextDocument,
  session: Session,
  condemned: ReadonlySet<string>,
): readonly Diagnostic[] {
  const literals = numbersIn(document.getText());
  if (literals.length === 0) return [];
  const loaded = loadedOf(session);
  const known = loaded.find(new Set(literals.map(({ text }) => text)));
  const account = visible(session.profile.name);
  const about = ({ text }: Literal): string | undefined => {
    const row = known.get(text);
    if (!row) {
      // A file of numbers is told so by its own check, as one that cannot be imported.
      return loaded.complete && !isNumbersFile(document.uri.path)
        ? t('{0} is not among the numbers of {1}, as they were last loaded.', text, account)
        : undefined;
    }
    const status = statusOf(row.raw);
    if (lostStatuses.has(status))
      return t('{0} is not in use any more in {1}: {2}.', text, account, inWords(status) ?? '');
    return condemned.has(text)
      ? t('{0} is going to be deleted: a plan for {1} that was not applied yet has it.', text, account)
      : undefined;
  };
  return literals.flatMap((literal) => {
    const message = about(literal);
    return message === undefined ? [] : [finding(document, literal, message)];
  });
}

function finding(document: TextDocument, { start, text }: Literal, message: string): Diagnostic {
  const range = new Range(document.positionAt(start), document.positionAt(start + text.length));
  const diagnostic = new Diagnostic(range, message, DiagnosticSeverity.Warning);
  diagnostic.source = 'Telnyx';
  return diagnostic;
}

function statusOf(raw: unknown): string | undefined {
  const told = typeof raw === 'object' && raw !== null && 'status' in raw ? raw.status : undefined;
  return typeof told === 'string' ? told : undefined;
}
