import { t } from '@vscode/l10n';
import type { Item } from '../core/model/item.ts';
import type { ViewState } from '../core/model/names.ts';
import { grouped } from '../core/model/text.ts';
import type { Collection } from '../core/state/collection.ts';
import type { Count } from '../core/state/listing.ts';
import type { Draft } from './node.ts';

/** `250 of 4,812`, or `250` when that is all or the server does not say. */
export function countLabel({ shown, total }: Count): string {
  return total === undefined || total === shown
    ? grouped(shown)
    : t('{0} of {1}', grouped(shown), grouped(total));
}

/** The key of a row among its siblings. */
export const rowKey = (collection: Collection, id: string) => `${collection.kind.name}/${id}`;

const note = (key: string, text: string, icon: 'info' | 'warning' = 'info'): Draft => ({
  key,
  content: { type: 'note', text, icon },
});

function capped({ shown, total }: Count): string {
  return total === undefined
    ? t('Showing the first {0}.', grouped(shown))
    : t('Showing the first {0} of {1}.', grouped(shown), grouped(total));
}

/** The lines of a collection: rows, and beside them whatever there is to say about them. */
export function linesOf(collection: Collection): readonly Draft[] {
  const { kind, state, listing } = collection;
  const key = (name: string) => `${kind.name}:${name}`;
  const rows = listing.rows.map((row): Draft => ({
    key: rowKey(collection, row.id),
    content: { type: 'row', collection, row },
  }));
  const warnings = listing.warnings.map((text, index) => note(key(`warning${index}`), text, 'warning'));
  const failure: Draft[] =
    state.phase === 'failed'
      ? [{ key: key('failure'), content: { type: 'failure', collection, failure: state.failure } }]
      : [];
  // What failed below the rows is told there; everything else above them, where it is seen.
  if (state.phase === 'failed' && state.work === 'more') return [...warnings, ...rows, ...failure];
  const below: Draft[] = [];
  if (listing.rest === 'more') below.push({ key: key('more'), content: { type: 'more', collection } });
  if (listing.rest === 'capped') below.push(note(key('capped'), capped(listing.count)));
  if (state.phase === 'ready' && rows.length === 0) below.push(note(key('empty'), kind.empty()));
  return [...failure, ...warnings, ...rows, ...below];
}

/** Nothing there: loaded, and without a row. */
export const isEmpty = ({ state }: Collection) => state.phase === 'ready' && state.rows.length === 0;

/** A failure of the account rather than of a list, for which the view has a text of its own. */
function blocked({ state }: Collection): ViewState | undefined {
  if (state.phase !== 'failed' || state.rows.length > 0) return undefined;
  if (state.failure.kind === 'unauthorized') return 'bad-key';
  return state.failure.kind === 'offline' ? 'offline' : undefined;
}

/**
 * A whole view. Its rows come first, its folders below. No lines at all where the view's own welcome text says
 * more than a line could.
 */
export function outlineOf(collections: readonly Collection[]): {
  readonly state: ViewState;
  readonly lines: readonly Draft[];
} {
  const own = collections.filter(({ kind }) => !kind.place.folder);
  const block = own.map(blocked).find((state) => state !== undefined);
  if (block) return { state: block, lines: [] };
  if (collections.every(isEmpty)) return { state: 'empty', lines: [] };
  const lines = collections.flatMap((collection): readonly Draft[] =>
    collection.kind.place.folder
      ? [{ key: `${collection.kind.name}:folder`, content: { type: 'folder', collection } }]
      : linesOf(collection),
  );
  return { state: 'rows', lines };
}

/** The parts a row unfolds into. */
export function partsOf(item: Item | undefined): readonly Draft[] {
  return (item?.parts?.() ?? []).map((part) => ({ key: part.id, content: { type: 'part', item: part } }));
}
