import {
  DiagnosticSeverity,
  Diagnostic,
  Disposable,
  languages,
  Range,
  workspace,
  type TextDocument,
} from 'vscode';
import { readPlan } from '../core/files/readPlan.ts';
import { planSuffix } from '../core/model/names.ts';
import { visible } from '../core/model/text.ts';

const isPlanFile = ({ uri }: TextDocument): boolean => uri.path.endsWith(planSuffix);

/** Says in open plan files what their JSON schema cannot: values that the table of settings refuses, numbers twice. */
export function followPlanFiles(): Disposable {
  const diagnostics = languages.createDiagnosticCollection('telnyx-plan');
  const show = (document: TextDocument) => {
    if (!isPlanFile(document)) return;
    const { problems } = readPlan(document.getText());
    const untold = problems.filter(({ about }) => about !== 'shape');
    const found = untold.map(({ sentence, at }) => {
      const range = new Range(document.positionAt(at.offset), document.positionAt(at.offset + at.length));
      const diagnostic = new Diagnostic(range, visible(sentence), DiagnosticSeverity.Error);
      diagnostic.source = 'Telnyx';
      return diagnostic;
    });
    diagnostics.set(document.uri, found);
  };
  workspace.textDocuments.forEach(show);
  return Disposable.from(
    diagnostics,
    workspace.onDidOpenTextDocument(show),
    workspace.onDidChangeTextDocument(({ document }) => show(document)),
    workspace.onDidCloseTextDocument(({ uri }) => diagnostics.delete(uri)),
  );
}
