import { t } from '@vscode/l10n';
import { Diagnostic, DiagnosticSeverity, Range, type TextDocument } from 'vscode';
import type { FileProblem } from '../core/files/problem.ts';
import { brief, grouped } from '../core/model/text.ts';

/** More problems than these nobody reads at once. */
const most = 200;

/** Problems of a file at their places in its document; the first of them, and, but for hints, how many more there are. */
export function problemsAt(
  document: TextDocument,
  problems: readonly FileProblem[],
  severity: DiagnosticSeverity,
): readonly Diagnostic[] {
  const told = problems.filter(({ inSchema }) => inSchema !== true);
  const shown = told.slice(0, most).map((problem) => [placeOf(document, problem), problem.sentence] as const);
  const rest = told.length - shown.length;
  const isTold = rest > 0 && severity !== DiagnosticSeverity.Hint;
  const more = isTold ? [[new Range(0, 0, 0, 0), t('({0} more problems)', grouped(rest))] as const] : [];
  return [...shown, ...more].map(([range, sentence]) => {
    const diagnostic = new Diagnostic(range, brief(sentence, 400), severity);
    diagnostic.source = 'Telnyx';
    return diagnostic;
  });
}

/** A problem stays in its line: what spans several would paint all of them. */
function placeOf(document: TextDocument, { line, column, length }: FileProblem): Range {
  const { range, firstNonWhitespaceCharacterIndex: first } = document.lineAt(
    Math.min(line, document.lineCount) - 1,
  );
  if (column === undefined) return range.with(range.start.with({ character: first }));
  const start = column - 1;
  const end = length === undefined ? range.end.character : start + Math.max(length, 1);
  return document.validateRange(new Range(range.start.line, start, range.start.line, end));
}
