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
  return {
    [commands.findSearch]: onSession(async (session) => (await verbs()).search(session)),
    [commands.findFilter]: onSession(async (session) => (await verbs()).filter(session)),
    [commands.findSort]: onSession(async (session) => (await verbs()).sort(session)),
    [commands.findGroup]: onSession(async (session) => (await verbs()).group(session)),
    [commands.findClear]: onSession(async (session) => (await verbs()).clear(session)),
    [commands.findSave]: onSession(async (session) => (await verbs()).save(session, workspaceState)),
    [commands.findSaved]: onSession(async (session) => (await verbs()).saved(session, workspaceState)),
    [commands.findStop]: onSession((session) => {
      showingOf(session).shown?.stop();
    }),
    [commands.goToNumber]: onSession(async (session) => (await verbs()).goTo(session)),
  } satisfies Partial<Handlers>;
}
