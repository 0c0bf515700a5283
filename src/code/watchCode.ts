import { languages, workspace, type Uri } from 'vscode';
import { settings } from '../core/model/names.ts';
import { loadedOf } from '../core/state/loaded.ts';
import type { Disposable, Event } from '../core/state/emitter.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { readConfiguration } from '../host/configuration.ts';
import { Findings } from '../host/findings.ts';
import { ReportFiles, reportsFolder } from '../host/keptReports.ts';
import { keptCost, type MonthCost } from './cost.ts';
import { numberHovers } from './hover.ts';
import { keyActions, keyFindings } from './keyFindings.ts';
import { numberFindings } from './numberFindings.ts';
import { isWatched } from './watched.ts';

export interface CodeParts {
  readonly account: CurrentAccount;
  /** The folder of the extension. */
  readonly storage: Uri;
  readonly plans: {
    /** Phone numbers that plans of an account would delete. */
    condemned(session: Session): Promise<ReadonlySet<string>>;
    readonly onDidChange: Event<unknown>;
  };
  readonly log: (text: string) => void;
}

/** Every file of a workspace, wherever it is; our own documents stand in none. */
const anyFile = { pattern: '**/*' };

/**
 * Numbers and keys in the files of the workspace: hovers, findings and what to do about them. Works on what is loaded
 * and sends nothing; off in workspaces that are not trusted.
 */
export function watchCode({ account, storage, plans, log }: CodeParts): readonly Disposable[] {
  const costs = new WeakMap<Session, Promise<MonthCost | undefined>>();
  const files = new ReportFiles(reportsFolder(storage), log);
  const cost = (session: Session) => {
    const { kind, id } = session.profile;
    // Of the sample account nothing is kept.
    const known =
      costs.get(session) ?? (kind === 'sample' ? Promise.resolve(undefined) : keptCost(files.of(id)));
    costs.set(session, known);
    return known;
  };
  const numbers = new Findings(
    'telnyx-numbers',
    isWatched,
    async (document) => {
      const { session } = account;
      if (!session || !readConfiguration().code.diagnostics) return [];
      return numberFindings(document, session, await plans.condemned(session));
    },
    log,
  );
  const keys = new Findings(
    'telnyx-keys',
    isWatched,
    (document) => (readConfiguration().code.keys ? keyFindings(document) : []),
    log,
  );
  let following: Disposable | undefined;
  const follow = () => {
    following?.dispose();
    const { session } = account;
    following = session && loadedOf(session).onDidChange(() => numbers.again());
    numbers.again();
  };
  follow();
  return [
    numbers,
    keys,
    account.onDidChange(follow),
    { dispose: () => following?.dispose() },
    plans.onDidChange(() => numbers.again()),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(settings.codeDiagnostics)) numbers.again();
      if (change.affectsConfiguration(settings.codeKeys)) keys.again();
    }),
    languages.registerHoverProvider(anyFile, numberHovers({ account, cost })),
    languages.registerCodeActionsProvider(anyFile, keyActions),
  ];
}
