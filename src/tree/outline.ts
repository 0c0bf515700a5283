import { t } from '@vscode/l10n';
import type { Item } from '../core/model/item.ts';
import type { ViewState } from '../core/model/names.ts';
import { grouped } from '../core/model/text.ts';
import type { Digest, Row, RowGroup, Sift } from '../core/resources/kind.ts';
import type { Collection } from '../core/state/collection.ts';
import type { Count } from '../core/state/listing.ts';
import type { Lines, Shown } from '../core/state/showing.ts';
import type { Draft } from './node.ts';

/** `250 of 4,812`, or `250` when that is all or the server does not say. */
export function countLabel({ shown, total }: Count): string {
  return total === undefined || total === shown
    ? grouped(shown)
    : t('{0} of {1}', grouped(shown), grouped(total));
}

/** The key of a row among its siblings. */
export const rowKey = (collection: Lines, id: string) => `${collection.kind.name}/${id}`;

const note = (key: string, text: string, icon: 'info' | 'warning' = 'info'): Draft => ({
  key,
  content: { type: 'note', text, icon },
});

function rowDraft(lines: Lines, row: Row): Draft {
  const collection = lines.homeOf?.(row) ?? lines;
  return { key: rowKey(collection, row.id), content: { type: 'row', collection, row } };
}

/** The headings that rows of a list stand under, in the order of the first row of each. */
function sectionsOf(collection: Lines): readonly Draft[] {
  const counts = new Map<string, number>();
  for (const { section } of collection.listing.rows)
    if (section !== undefined) counts.set(section, (counts.get(section) ?? 0) + 1);
  return [...counts].map(([name, count], nth) => ({
    key: `section/${name}`,
    content: { type: 'section', collection, name, count, first: nth === 0 },
  }));
}

/** The rows of a list under one heading. */
export function sectionLines(collection: Lines, name: string): readonly Draft[] {
  const rows = collection.listing.rows.filter(({ section }) => section === name);
  return rows.map((row) => rowDraft(collection, row));
}

/** The rows, and where some may be missing between two of them. */
function rowLines(collection: Lines, rows: readonly Row[]): readonly Draft[] {
  const { kind, listing } = collection;
  const gap: Draft = { key: `${kind.name}:gap`, content: { type: 'gap', collection } };
  return rows.flatMap((row) => {
    const line = rowDraft(collection, row);
    return row.id === listing.gap ? [gap, line] : [line];
  });
}

/** What has to be known to read the rows, and how many of those loaded are shown. */
function notices({ kind, listing }: Lines, kept: number, sift: Sift | undefined): readonly Draft[] {
  if (listing.rows.length === 0) return [];
  const sifted = sift && note(`${kind.name}:sifted`, sift.line(kept, listing.rows.length));
  const notice = kind.notice && note(`${kind.name}:notice`, kind.notice());
  return [notice, sifted].filter((draft) => draft !== undefined);
}

/** The lines of a collection: rows, and beside them whatever there is to say about them. */
export function linesOf(collection: Lines, sift?: Sift): readonly Draft[] {
  const { kind, state, listing } = collection;
  const key = (name: string) => `${kind.name}:${name}`;
  const sections = sectionsOf(collection);
  const kept = sift ? listing.rows.filter((row) => sift.keeps(row)) : listing.rows;
  const rows = sections.length > 0 ? sections : rowLines(collection, kept);
  const above = notices(collection, kept.length, sift);
  const digest: Draft[] =
    kind.digest && rows.length > 0
      ? [{ key: key('digest'), content: { type: 'digest', collection, digest: kind.digest(listing.rows) } }]
      : [];
  const warnings = listing.warnings.map((text, index) => note(key(`warning${index}`), text, 'warning'));
  const failure: Draft[] =
    state.phase === 'failed'
      ? [{ key: key('failure'), content: { type: 'failure', collection, failure: state.failure } }]
      : [];
  // What failed below the rows is told there; everything else above them, where it is seen.
  if (state.phase === 'failed' && state.work === 'more')
    return [...above, ...warnings, ...digest, ...rows, ...failure];
  const below: Draft[] = [];
  if (listing.rest === 'more' && listing.gap === undefined)
    below.push({ key: key('more'), content: { type: 'more', collection } });
  if (listing.rest === 'capped') below.push({ key: key('capped'), content: { type: 'capped', collection } });
  if (isEmpty(collection)) below.push(note(key('empty'), kind.empty()));
  return [...failure, ...above, ...warnings, ...digest, ...rows, ...below];
}

/** Nothing there: loaded, without a row, and nothing that came or was counted says otherwise. */
export const isEmpty = ({ state }: Lines) =>
  state.phase === 'ready' && state.rows.length === 0 && state.rest === 'end';

/** A failure of the account rather than of a list, for which the view has a text of its own. */
function blocked({ state }: Lines): ViewState | undefined {
  if (state.phase !== 'failed' || state.rows.length > 0) return undefined;
  if (state.failure.kind === 'unauthorized') return 'bad-key';
  return state.failure.kind === 'offline' ? 'offline' : undefined;
}

/** A view as lines, and what it says where there are none. */
export interface Outline {
  readonly state: ViewState;
  readonly lines: readonly Draft[];
}

/** What a query finds, in place of the whole list. Nothing found is said only when everything was looked through. */
export function foundOutline(shown: Shown): Outline {
  const all = shown.pages();
  const block = blocked(all);
  if (block) return { state: block, lines: [] };
  const { phase } = shown.reading;
  if (phase === 'done' && isEmpty(all) && all.listing.warnings.length === 0)
    return { state: 'no-match', lines: [] };
  const found = linesOf(all);
  const groups = shown.groups?.map((group): Draft => ({
    key: `group/${group.value}`,
    content: { type: 'group', collection: shown.pages(group.value), group },
  }));
  const remarks = found.filter(
    ({ content }) => content.type === 'failure' || (content.type === 'note' && content.icon === 'warning'),
  );
  const reading: Draft[] =
    phase === 'reading' || phase === 'stopped'
      ? [{ key: 'reading', content: { type: 'reading', collection: all, shown } }]
      : [];
  return { state: 'rows', lines: [...reading, ...(groups ? [...remarks, ...groups] : found)] };
}

/**
 * A whole view. Its rows come first, its folders below. No lines at all where the view's own welcome text says
 * more than a line could.
 */
export function outlineOf(
  collections: readonly Collection[],
  siftOf: (collection: Collection) => Sift | undefined = () => undefined,
): Outline {
  const own = collections.filter(({ kind }) => !kind.place.folder);
  const block = own.map(blocked).find((state) => state !== undefined);
  if (block) return { state: block, lines: [] };
  if (collections.every(isEmpty)) return { state: 'empty', lines: [] };
  const lines = collections.flatMap((collection): readonly Draft[] =>
    collection.kind.place.folder
      ? [{ key: `${collection.kind.name}:folder`, content: { type: 'folder', collection } }]
      : linesOf(collection, siftOf(collection)),
  );
  return { state: 'rows', lines };
}

/** The parts a row unfolds into. */
export function partsOf(item: Item | undefined): readonly Draft[] {
  return (item?.parts?.() ?? []).map((part) => ({ key: part.id, content: { type: 'part', item: part } }));
}

/** What rows have in common, in words, then the rows. */
export function gatheredLines(collection: Lines, { item, rows }: RowGroup): readonly Draft[] {
  return [...partsOf(item), ...rows.map((row) => rowDraft(collection, row))];
}

/** The lines of a digest. */
export function digestLines(collection: Lines, { groups }: Digest): readonly Draft[] {
  return groups.map((gathered) => ({
    key: gathered.item.id,
    content: { type: 'gathered', collection, gathered },
  }));
}
