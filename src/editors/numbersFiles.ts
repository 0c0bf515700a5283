import { DiagnosticSeverity, Disposable, EventEmitter, workspace, type TextDocument } from 'vscode';
import { checkFile, type Checked, type KnownHere } from '../core/files/check.ts';
import { idsByName } from '../core/files/value.ts';
import { isNumbersFile } from '../core/model/names.ts';
import { busyNumbersOf } from '../core/state/busyNumbers.ts';
import { choicesOf } from '../core/state/choicesOf.ts';
import { loadedOf } from '../core/state/loaded.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import { Findings } from '../host/findings.ts';
import { numbersLenses } from './numbersLenses.ts';
import { problemsAt } from './numbersProblems.ts';

/** What can be typed into; not, for example, a version of the file that Git shows beside it. */
const isWatched = ({ uri }: TextDocument): boolean =>
  isNumbersFile(uri.path) && workspace.fs.isWritableFileSystem(uri.scheme) !== false;

/**
 * Says in open files of numbers what an import would refuse, and offers to plan them. Works on what is known of the
 * account and asks it for nothing.
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
    return [
      ...problemsAt(document, check.refused, DiagnosticSeverity.Error),
      ...problemsAt(document, check.doubtful, DiagnosticSeverity.Warning),
      ...problemsAt(document, check.noted, DiagnosticSeverity.Hint),
    ];
  };
  const findings = new Findings('telnyx-files', isWatched, look, log);
  let following: Disposable | undefined;
  const follow = () => {
    following?.dispose();
    const { session } = account;
    const again = () => findings.again();
    following =
      session &&
      Disposable.from(
        ...[loadedOf(session), busyNumbersOf(session), choicesOf(session)].map((known) =>
          known.onDidChange(again),
        ),
      );
    checked.fire();
    findings.again();
  };
  follow();
  return Disposable.from(
    findings,
    checked,
    account.onDidChange(follow),
    { dispose: () => void following?.dispose() },
    numbersLenses({
      account,
      isWatched,
      check: (document) => checks.get(document),
      onDidChange: checked.event,
    }),
  );
}

function knownOf({ session }: CurrentAccount): KnownHere {
  if (!session) return {};
  const loaded = loadedOf(session);
  const busy = busyNumbersOf(session);
  const lists = choicesOf(session);
  return {
    // Files of numbers take no mobile ones.
    numbers: {
      complete: loaded.isComplete('number'),
      find: (names) => loaded.find(names, 'number'),
      jobOf: (name) => busy.jobOf(name),
    },
    named: (source) => {
      const state = lists.state(source);
      return state?.phase === 'ready' ? idsByName(state.choices) : undefined;
    },
  };
}
