import { t } from '@vscode/l10n';
import { env } from 'vscode';
import type { Item } from '../core/model/item.ts';
import { commands } from '../core/model/names.ts';
import { Failure } from '../core/telnyx/failure.ts';
import type { RecordDocuments } from '../editors/records.ts';
import type { Handler, Handlers } from './register.ts';
import { rowsOf } from './subject.ts';

/** A handler that is given the items a command is about. */
function onItems(run: (items: readonly Item[]) => unknown): Handler {
  return (...args) => run(rowsOf(args).flatMap(({ item }) => item ?? []));
}

const notLoaded = () =>
  new Failure({
    kind: 'not-found',
    sentence: t('This record is not loaded any more. Open it again from its view.'),
    wayOut: 'none',
  });

/** One line each, so that several paste as a list. */
async function copy(texts: readonly string[]): Promise<void> {
  if (texts.length > 0) await env.clipboard.writeText(texts.join('\n'));
}

/** What can be done with any item that says it can. */
export function itemCommands(records: RecordDocuments) {
  return {
    [commands.copyLabel]: onItems((items) => copy(items.map(({ label, copies }) => copies ?? label))),
    [commands.copyId]: onItems((items) => copy(items.flatMap(({ apiId }) => apiId ?? []))),
    [commands.copyExplanation]: onItems((items) =>
      copy(items.flatMap(({ explanation }) => explanation ?? [])),
    ),
    [commands.viewJson]: async (...args) => {
      for (const { content } of rowsOf(args)) {
        if (content.type !== 'row') continue;
        const { collection, row } = content;
        if (!collection.row(row.id)) throw notLoaded();
        await records.open(collection, row.id);
      }
    },
  } satisfies Partial<Handlers>;
}
