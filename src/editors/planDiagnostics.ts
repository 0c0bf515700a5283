import { DiagnosticSeverity, Disposable, workspace, type TextDocument } from 'vscode';
import { placed } from '../core/files/formats.ts';
import { loadedPlan } from '../core/files/loadedPlan.ts';
import { readPlan } from '../core/files/readPlan.ts';
import { planSuffix } from '../core/model/names.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import { Findings } from '../host/findings.ts';
import { followKnown, knownOf } from './knownHere.ts';
import { problemsAt } from './numbersProblems.ts';

const isPlanFile = ({ uri }: TextDocument): boolean =>
  uri.path.endsWith(planSuffix) && workspace.fs.isWritableFileSystem(uri.scheme) !== false;

/**
 * Says in open plan files what their JSON schema cannot: values that the table of settings refuses, numbers twice; and,
 * as far as it is loaded, which numbers a job works on and which that are to be deleted are locked.
 */
export function followPlanFiles(account: CurrentAccount, log: (text: string) => void): Disposable {
  const look = (document: TextDocument) => {
    const text = document.getText();
    const read = readPlan(text);
    const untold = read.problems.filter(({ about }) => about !== 'shape');
    const blocked = read.ok ? loadedPlan(read, knownOf(account).numbers) : [];
    return [
      ...problemsAt(document, placed(untold, text), DiagnosticSeverity.Error),
      ...problemsAt(document, placed(blocked, text), DiagnosticSeverity.Warning),
    ];
  };
  const findings = new Findings('telnyx-plan', isPlanFile, look, log);
  return Disposable.from(
    findings,
    followKnown(account, () => findings.again()),
  );
}
