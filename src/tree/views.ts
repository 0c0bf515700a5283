import { Disposable, window, type ExtensionContext, type Memento, type TreeView } from 'vscode';
import { contextKeys, views, type ViewName, type ViewState } from '../core/model/names.ts';
import { brief } from '../core/model/text.ts';
import { hasUnfinished, lookAgain, Polling } from '../core/state/polling.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import { readConfiguration } from '../host/configuration.ts';
import type { Accounts } from '../host/accounts.ts';
import { setContext } from '../host/contextKeys.ts';
import type { DeliveriesFollower } from './deliveries.ts';
import { keptFilters, keptLooks } from '../host/keptFilters.ts';
import { showChanges, type Changes } from './changes.ts';
import { NumberDrag } from './drag.ts';
import type { Node } from './node.ts';
import { TelnyxTree } from './tree.ts';

/** The longest pause between two looks at an unfinished job, in milliseconds. */
const seldom = 60_000;

/** Those whose rows come from the account. */
const names: readonly ViewName[] = ['numbers', 'jobs', 'billing', 'webhooks', 'audit'];

/** What menus ask: whether a filter narrows the view. */
const filtering: Partial<Record<ViewName, string>> = {
  jobs: contextKeys.filteringJobs,
  webhooks: contextKeys.filteringDeliveries,
  audit: contextKeys.filteringAudit,
};

interface TreeOptions {
  readonly account: CurrentAccount;
  readonly changes: Changes;
  readonly accounts: Pick<Accounts, 'onRemove' | 'onForget'>;
  readonly context: Pick<ExtensionContext, 'workspaceState' | 'globalState'>;
}

/** Puts the views into the sidebar; they follow the account in use. */
export function showViews(options: TreeOptions): Disposable {
  const { account, changes } = options;
  return Disposable.from(...names.map((name) => showView(name, options)), ...showChanges(account, changes));
}

function showView(name: ViewName, options: TreeOptions): Disposable {
  const { account } = options;
  const tree = new TelnyxTree(name, account);
  const view = window.createTreeView(views[name], {
    treeDataProvider: tree,
    showCollapseAll: true,
    // Commands get the whole selection, and work on each that can do it.
    canSelectMany: name !== 'jobs',
    ...(name === 'numbers' && { dragAndDropController: new NumberDrag(account) }),
  });
  const polling = new Polling({
    first: () => readConfiguration().poll,
    most: seldom,
    look: () => lookAgain(tree.collections),
  });
  const tell = welcome(name);
  const tellFinding = name === 'numbers' ? teller(contextKeys.finding) : undefined;
  const [narrowedKey, keeper] = [filtering[name], kept[name]];
  const tellNarrowed = narrowedKey === undefined ? undefined : teller(narrowedKey);
  const update = () => {
    describe(view, tree);
    tell(tree.state);
    tellFinding?.(tree.shown !== undefined);
    tellNarrowed?.(tree.narrowed !== undefined);
    // Nobody sees a hidden view, or any view of a window in the background.
    polling.want(view.visible && window.state.focused && hasUnfinished(tree.collections));
  };
  const all = [
    ...(keeper ? [followKept(view, options, keeper)] : []),
    ...(name === 'webhooks' ? [followDeliveries(view, tree, options)] : []),
    tree.onDidUpdate(update),
    view.onDidChangeVisibility(update),
    window.onDidChangeWindowState(update),
    polling,
    view,
    tree,
  ];
  // Before an account is open there is nothing to tell.
  return Disposable.from(...all);
}

/** What keeps a query or a filter for each account. */
const kept: Partial<Record<ViewName, () => Promise<Kept>>> = {
  numbers: () => import('../host/keptQueries.ts'),
  jobs: () => import('../host/keptJobs.ts'),
  audit: () => import('../host/keptAudit.ts'),
};

interface Kept {
  readonly follow: (
    account: CurrentAccount,
    state: Memento,
    isSeen: () => boolean,
  ) => { look(): void; dispose(): void };
  readonly forget: (state: Memento, profileId: string) => Promise<void>;
}

/** What was looked for before a reload is looked for again, once the view is seen; what does that loads then. */
function followKept(
  view: TreeView<Node>,
  { account, accounts, context: { workspaceState } }: TreeOptions,
  load: () => Promise<Kept>,
): Disposable {
  accounts.onRemove(async ({ id }) => (await load()).forget(workspaceState, id));
  const isSeen = () => view.visible;
  let follower: Promise<ReturnType<Kept['follow']>> | undefined;
  const look = () => {
    if (!account.session || !isSeen()) return;
    follower ??= load().then((all) => all.follow(account, workspaceState, isSeen));
    void follower.then((own) => own.look());
  };
  const end = { dispose: () => void follower?.then((own) => own.dispose()) };
  return Disposable.from(account.onDidChange(look), view.onDidChangeVisibility(look), end);
}

/** Filter, live tail and badge of the webhooks; what does that loads when somebody looks, or has looked before. */
function followDeliveries(
  view: TreeView<Node>,
  tree: TelnyxTree,
  { account, accounts, context: { workspaceState, globalState } }: TreeOptions,
): Disposable {
  accounts.onRemove(({ id }) => keptFilters(workspaceState).keep(id, undefined));
  accounts.onForget(({ id }) => keptLooks(globalState).keep(id, undefined));
  let follower: Promise<DeliveriesFollower> | undefined;
  const look = () => {
    const { session } = account;
    const matters = session && (view.visible || keptLooks(globalState).of(session.profile.id) !== undefined);
    if (!matters && !follower) return;
    follower ??= import('./deliveries.ts').then(
      (all) => new all.DeliveriesFollower({ account, view, tree, workspaceState, globalState }),
    );
    void follower.then((own) => own.look());
  };
  const end = { dispose: () => void follower?.then((own) => own.dispose()) };
  return Disposable.from(
    account.onDidChange(look),
    tree.onDidUpdate(look),
    view.onDidChangeVisibility(look),
    end,
  );
}

function describe(view: TreeView<Node>, tree: TelnyxTree): void {
  const count = tree.count ?? '';
  if ((view.description ?? '') !== count) view.description = count;
  const message = brief(tree.message ?? '', 500);
  if ((view.message ?? '') !== message) view.message = message;
}

/** Tells menus and welcome texts what the view shows; the one place that does. */
const welcome = (name: ViewName): ((state: ViewState) => void) => teller(contextKeys.view(name));

/** Sets a context key, and only when it changes. */
function teller(key: string): (value: string | boolean) => void {
  let told: string | boolean | undefined;
  return (value) => {
    if (value === told) return;
    told = value;
    setContext(key, value);
  };
}
