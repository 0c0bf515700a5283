import { commands } from 'vscode';
import { views } from '../core/model/names.ts';
import { finderOf, type Finder } from '../core/state/finder.ts';
import type { Session } from '../core/state/session.ts';
import type { OpenTable } from '../panels/tableTabs.ts';

/** What numbers are looked for with: the finder of the view, or the look of a table. */
type Finding = Pick<
  Finder,
  | 'query'
  | 'set'
  | 'facets'
  | 'nameOf'
  | 'reading'
  | 'progress'
  | 'line'
  | 'words'
  | 'prepare'
  | 'onDidChange'
>;

/** Where somebody looks for numbers. */
export interface Where {
  readonly session: Session;
  readonly finder: Finding;
  /** Brings what is found to the front. */
  readonly show: () => Promise<void>;
}

export function whereIn(session: Session, table: OpenTable | undefined): Where {
  const look = table?.view.opened?.look;
  if (table && look) {
    const show = () => {
      table.reveal();
      return Promise.resolve();
    };
    return { session, finder: look, show };
  }
  const show = async () => {
    await commands.executeCommand(`${views.numbers}.focus`);
  };
  return { session, finder: finderOf(session), show };
}
