import { DiagnosticSeverity, Disposable, EventEmitter, workspace, type TextDocument } from 'vscode';
import { checkFile, type Checked } from '../core/files/check.ts';
import { isNumbersFile } from '../core/model/names.ts';
import type { ChoiceSource } from '../core/resources/choices.ts';
import { choicesOf } from '../core/state/choicesOf.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import { Findings } from '../host/findings.ts';
import { followKnown, knownOf } from './knownHere.ts';
import { numbersLenses } from './numbersLenses.ts';
import { problemsAt } from './numbersProblems.ts';

/** What can be typed into; not, for example, a version of the file that Git shows beside it. */
const isWatched = ({ uri }: TextDocument): boolean =>
  isNumbersFile(uri.path) && workspace.fs.isWritableFileSystem(uri.scheme) !== false;

/**
 * Says in open files of numbers what an import would refuse, and offers to plan them. Works on what is known of the
 * account, and asks it for nothing but the choices that a file names, once.
 */
export function followNumbersFiles(account: CurrentAccount, log: (text: string) => void): Disposable {
  const checks = new WeakMap<TextDocument, Checked>();
  const checked = new EventEmitter<void>();
  const look = (document: TextDocument) => {
    // Were it to fail, nothing would be known of this text.
    checks.delete(document);
    const check = checkFile(document.getText(), document.uri.path, knownOf(account));
    checks.set(document, check);
    checked.fire();
    loadNames(account, check.unnamed);
    return [
      ...problemsAt(document, check.refused, DiagnosticSeverity.Error),
      ...problemsAt(document, check.doubtful, DiagnosticSeverity.Warning),
      ...problemsAt(document, check.noted, DiagnosticSeverity.Hint),
    ];
  };
  const findings = new Findings('telnyx-files', isWatched, look, log);
  const following = followKnown(account, () => {
    checked.fire();
    findings.again();
  });
  return Disposable.from(
    findings,
    checked,
    following,
    numbersLenses({
      account,
      isWatched,
      check: (document) => checks.get(document),
      onDidChange: checked.event,
    }),
  );
}

/** What could not be loaded is not asked for again by itself. */
function loadNames({ session }: CurrentAccount, sources: readonly ChoiceSource[]): void {
  const lists = session && choicesOf(session);
  for (const source of sources) if (!lists?.state(source)) void lists?.load(source);
}
