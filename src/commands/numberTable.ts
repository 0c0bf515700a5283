import { t } from '@vscode/l10n';
import { commands } from '../core/model/names.ts';
import { foundRow } from '../core/state/foundPages.ts';
import { Failure } from '../core/telnyx/failure.ts';
import type { LaterTabs } from '../panels/laterTabs.ts';
import type { OpenTable, TableTabs } from '../panels/tableTabs.ts';
import { Node } from '../tree/node.ts';
import type { Handlers } from './register.ts';

/** The table of numbers, and what can be done with it as a whole. */
export function tableCommands(tables: LaterTabs<TableTabs>) {
  const onTable =
    (run: (table: OpenTable) => unknown) =>
    async (...args: readonly unknown[]) => {
      // After a reload a table may be in front before it is filled.
      const all = await tables.load();
      const table = all.named(args) ?? all.active;
      if (!table) throw misuse(t('Bring a table of numbers to the front, then try again.'));
      await run(table);
    };
  return {
    [commands.openTable]: async () => (await tables.load()).show(),
    [commands.copyRows]: onTable(async ({ view }) => {
      if (view.choice.count === 0) throw misuse(t('Nothing was copied: select numbers in the table first.'));
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

const misuse = (sentence: string) => new Failure({ kind: 'misuse', sentence, wayOut: 'none' });

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
