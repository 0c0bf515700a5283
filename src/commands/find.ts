import type { Memento } from 'vscode';
import { commands } from '../core/model/names.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { showingOf } from '../core/state/showing.ts';
import type { LaterTabs } from '../panels/laterTabs.ts';
import type { TableTabs } from '../panels/tableTabs.ts';
import type { Handlers } from './register.ts';

/** The finder and its questions load with the first. */
const verbs = () => import('./findVerbs.ts');

/** Searching, filtering, sorting and grouping numbers: those of the view, or of the table that a command names. */
export function findCommands(account: CurrentAccount, workspaceState: Memento, tables: LaterTabs<TableTabs>) {
  const onSession = (run: (session: Session) => unknown) => () => run(account.needed());
  const verb =
    (name: Exclude<keyof Awaited<ReturnType<typeof verbs>>, 'goTo' | 'whereIn'>) =>
    async (...args: readonly unknown[]) => {
      const table = tables.loaded?.named(args);
      const { session } = table ? table.view.needed() : { session: account.needed() };
      const loaded = await verbs();
      await loaded[name](loaded.whereIn(session, table), workspaceState);
    };
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
    [commands.goToNumber]: onSession(async (session) => (await verbs()).goTo(session)),
  } satisfies Partial<Handlers>;
}
