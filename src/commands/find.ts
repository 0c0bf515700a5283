import type { Memento } from 'vscode';
import { commands } from '../core/model/names.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { showingOf } from '../core/state/showing.ts';
import type { Handlers } from './register.ts';

/** The finder and its questions load with the first. */
const verbs = () => import('./findVerbs.ts');

/** Searching, filtering, sorting and grouping numbers. */
export function findCommands(account: CurrentAccount, workspaceState: Memento) {
  const onSession = (run: (session: Session) => unknown) => () =>
    account.session ? run(account.session) : undefined;
  const verb = (name: keyof Awaited<ReturnType<typeof verbs>>) =>
    onSession(async (session) => (await verbs())[name](session, workspaceState));
  return {
    [commands.findSearch]: verb('search'),
    [commands.findFilter]: verb('filter'),
    [commands.findSort]: verb('sort'),
    [commands.findGroup]: verb('group'),
    [commands.findClear]: verb('clear'),
    [commands.findSave]: verb('save'),
    [commands.findSaved]: verb('saved'),
    [commands.findStop]: onSession((session) => {
      showingOf(session).shown?.stop();
    }),
    [commands.goToNumber]: verb('goTo'),
  } satisfies Partial<Handlers>;
}
