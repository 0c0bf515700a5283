import { foundRow } from '../core/state/foundPages.ts';
import { commands } from '../core/model/names.ts';
import type { LaterTabs } from '../panels/laterTabs.ts';
import type { OpenTable, TableTabs } from '../panels/tableTabs.ts';
import { Node } from '../tree/node.ts';
import type { Handlers } from './register.ts';

/** The table of numbers, and what can be done with it as a whole. */
export function tableCommands(tables: LaterTabs<TableTabs>) {
  const onTable =
    (run: (table: OpenTable) => unknown) =>
    (...args: readonly unknown[]) => {
      const table = tables.loaded?.named(args) ?? tables.loaded?.active;
      return table && run(table);
    };
  return {
    [commands.openTable]: async () => (await tables.load()).show(),
    [commands.copyRows]: onTable(async ({ view }) => {
      const { copy } = await import('../panels/tableVerbs.ts');
      await copy(view, 'rows');
    }),
    [commands.exportTable]: onTable(async ({ view }) => {
      const { saveCsv } = await import('../panels/tableSave.ts');
      await saveCsv(view);
    }),
    [commands.tableColumns]: onTable((table) => table.askColumns()),
  } satisfies Partial<Handlers>;
}

/**
 * What the menu of a table's rows calls a command with, as if it came from the view: `(node, nodes)` of what is chosen
 * there. Anything else stays as it is.
 */
export function asNodes(tables: LaterTabs<TableTabs>, args: readonly unknown[]): readonly unknown[] {
  const [given] = args;
  const onRows = typeof given === 'object' && given !== null && 'telnyxItem' in given;
  const { opened, choice } = (onRows ? tables.loaded?.named(args)?.view : undefined) ?? {};
  if (!opened || !choice || choice.count === 0) return args;
  const { finder, look } = opened;
  const pages = finder.pages();
  const nodes = Array.from(choice.in(look.found), (at) => {
    const row = foundRow(finder.index, at);
    const collection = pages.homeOf(row);
    return new Node(finder.index.key(at), undefined, { type: 'row', collection, row });
  });
  return [nodes[0], nodes];
}
