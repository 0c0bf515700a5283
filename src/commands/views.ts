import { window } from 'vscode';
import { commands, views, type ViewId } from '../core/model/names.ts';
import type { ResourceKind } from '../core/resources/kind.ts';
import { collectionOf } from '../core/state/collection.ts';
import { numberNewsOf } from '../core/state/numberNews.ts';
import { narrowingOf } from '../core/state/narrowing.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import type { Lines } from '../core/state/showing.ts';
import type { Node } from '../tree/node.ts';
import type { Handlers } from './register.ts';
import { rowsOf } from './subject.ts';

/** Works on collections while the view they stand in shows its progress. What fails is told in the view. */
function work(collections: readonly Lines[], run: (collection: Lines) => Promise<void>): Promise<void> {
  const wait = Promise.all(collections.map(run));
  const where = new Set(collections.map(({ kind }): ViewId => views[kind.place.view]));
  for (const viewId of where) void window.withProgress({ location: { viewId } }, () => wait);
  return wait.then(() => undefined);
}

/** Reads rows again, those of one collection together; also the row a part belongs to, and a folder whole. */
async function refreshNodes(nodes: readonly Node[]): Promise<void> {
  const wanted = new Map<Lines, Set<string> | undefined>();
  for (const node of nodes) {
    const { content } = whole(node);
    if (content.type !== 'row') {
      if ('collection' in content) wanted.set(content.collection, undefined);
      continue;
    }
    const known = wanted.has(content.collection) ? wanted.get(content.collection) : new Set<string>();
    wanted.set(content.collection, known?.add(content.row.id));
  }
  await Promise.all(
    [...wanted].map(([collection, ids]) => work([collection], (rows) => rows.refresh(ids && [...ids]))),
  );
}

/** The row or list that a node is, or is a part of. */
function whole(node: Node): Node {
  const { content, parent } = node;
  return 'collection' in content || !parent ? node : whole(parent);
}

/** Refreshing, loading more and trying again. Lists that nobody has looked at yet stay unread. */
export function viewCommands(account: CurrentAccount) {
  const refresh = (belongs: (kind: ResourceKind) => boolean) => () => {
    const { session } = account;
    if (!session) return undefined;
    const own = session.kinds.filter(belongs);
    const lists = own.map((kind) => collectionOf(session, narrowingOf(session).kindOf(kind)));
    const seen = lists.filter(({ state }) => state.phase !== 'idle');
    // Editors may show what no list does.
    for (const { kind } of lists.filter((list) => !seen.includes(list)))
      numberNewsOf(session).tell({ kind: kind.name });
    return work(seen, (collection) => collection.refresh());
  };
  const each =
    (run: (collection: Lines) => Promise<void>) =>
    async (...args: readonly unknown[]) =>
      work(
        rowsOf(args).flatMap(({ content }) => ('collection' in content ? content.collection : [])),
        run,
      );
  return {
    [commands.refreshAll]: refresh(() => true),
    [commands.refreshNumbers]: refresh(({ place }) => place.view === 'numbers'),
    [commands.refreshJobs]: refresh(({ place }) => place.view === 'jobs'),
    [commands.refreshBilling]: refresh(({ place }) => place.view === 'billing'),
    [commands.refreshWebhooks]: refresh(({ place }) => place.view === 'webhooks'),
    [commands.refreshAudit]: refresh(({ place }) => place.view === 'audit'),
    [commands.refreshItem]: async (...args) => refreshNodes(rowsOf(args)),
    [commands.loadMore]: each((collection) => collection.more()),
    [commands.retry]: each((collection) => collection.retry()),
  } satisfies Partial<Handlers>;
}
