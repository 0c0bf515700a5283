import { t } from '@vscode/l10n';
import { CodeLens, languages, Range, type Disposable, type Event, type TextDocument } from 'vscode';
import type { Checked } from '../core/files/check.ts';
import { commands, numbersSuffixes } from '../core/model/names.ts';
import { brief, grouped } from '../core/model/text.ts';
import type { CurrentAccount } from '../core/state/session.ts';

interface Parts {
  readonly account: CurrentAccount;
  readonly isWatched: (document: TextDocument) => boolean;
  /** What became of the last check; undefined before the first. */
  readonly check: (document: TextDocument) => Checked | undefined;
  readonly onDidChange: Event<void>;
}

const files = Object.values(numbersSuffixes).map((suffix) => ({ pattern: `**/*${suffix}` }));

/** Above a file of numbers: a way into a plan, with what is typed and not saved yet, and how many numbers it has. */
export function numbersLenses({ account, isWatched, check, onDidChange }: Parts): Disposable {
  return languages.registerCodeLensProvider(files, {
    onDidChangeCodeLenses: onDidChange,
    provideCodeLenses: (document) => {
      if (!isWatched(document)) return [];
      const top = new Range(0, 0, 0, 0);
      const checked = check(document);
      return [
        new CodeLens(top, planOf(document, account)),
        ...(checked ? [new CodeLens(top, countOf(checked))] : []),
      ];
    },
  });
}

/** Without an account the command says what is missing. */
function planOf({ uri }: TextDocument, { session }: CurrentAccount) {
  return {
    title: session ? t('Plan against {0}', brief(session.profile.name, 40)) : t('Plan against account'),
    tooltip: t(
      'Compares the file as it stands here with the account and shows what would change. Nothing is sent.',
    ),
    command: commands.importChanges,
    arguments: [uri],
  };
}

function countOf({ count, refused, doubtful, noted, unnamed }: Checked) {
  const problems = refused.length + doubtful.length;
  const words = [
    count === 1 ? t('1 number') : t('{0} numbers', grouped(count)),
    ...(noted.length > 0 ? [t('{0} locked', grouped(noted.length))] : []),
    ...(unnamed.length > 0 ? [t('names not checked yet')] : []),
    ...(problems > 0 ? [problems === 1 ? t('1 problem') : t('{0} problems', grouped(problems))] : []),
  ];
  const locked =
    noted.length > 0 && t('The deletion lock of some is on: they can be changed, and not be deleted.');
  return {
    title: words.join(', '),
    command: problems > 0 ? 'workbench.actions.view.problems' : '',
    ...(locked !== false && { tooltip: locked }),
  };
}
