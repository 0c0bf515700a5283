import { EventEmitter, window, type TreeDataProvider, type TreeItem, type TreeView } from 'vscode';
import type { Item } from '../core/model/item.ts';
import { contextKeys, views } from '../core/model/names.ts';
import type { Disposable, Event } from '../core/state/emitter.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { setContext } from '../host/contextKeys.ts';
import { draw } from './draw.ts';
import { Node } from './node.ts';

/** Plans of an account: those that were applied, newest first, and those under review. */
export interface Changes {
  list(session: Session): Promise<readonly Item[]>;
  readonly onDidChange: Event<void>;
}

/**
 * The view of recent changes. It reads nothing before it is seen.
 *
 * VS Code forgets the rows of a view that is drawn anew until it is given them again, and what a person chooses on one
 * meanwhile is lost. So a list is read before its view is drawn anew, and rows that stay in their places are drawn alone.
 */
export class ChangesTree implements TreeDataProvider<Node>, Disposable {
  readonly #account: CurrentAccount;
  readonly #changes: Changes;
  readonly #changed = new EventEmitter<Node | undefined>();
  readonly #listening: readonly Disposable[];
  readonly #root = new Node('', undefined, { type: 'note', text: '', icon: 'info' });
  readonly #isSeen: () => boolean;
  /** What is drawn, or about to be; none before the view is seen. */
  #drawn: Promise<readonly Item[]> | undefined;
  #reading = false;
  #isOld = false;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(account: CurrentAccount, changes: Changes, isSeen: () => boolean) {
    this.#account = account;
    this.#changes = changes;
    this.#isSeen = isSeen;
    this.#listening = [
      account.onDidChange(() => this.#begin()),
      changes.onDidChange(() => void this.#renew()),
    ];
  }

  getTreeItem(node: Node): TreeItem {
    return draw(node);
  }

  async resolveTreeItem(item: TreeItem, node: Node): Promise<TreeItem> {
    const { tooltip } = await import('./tooltip.ts');
    const made = tooltip(node);
    if (made) item.tooltip = made;
    return item;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    const { session } = this.#account;
    if (node || !session) return [];
    this.#drawn ??= this.#changes.list(session);
    const items = await this.#drawn.catch((failure: unknown) => {
      this.#drawn = undefined;
      throw failure;
    });
    return session === this.#account.session ? this.#grow(items) : [];
  }

  dispose(): void {
    for (const listener of this.#listening) listener.dispose();
    this.#changed.dispose();
  }

  /** Has VS Code ask for all of it, once it is seen. */
  #begin(): void {
    this.#drawn = undefined;
    this.#changed.fire(undefined);
  }

  /** One reading at a time; changes that come meanwhile are read once, after it. */
  async #renew(): Promise<void> {
    this.#isOld = true;
    if (this.#reading) return;
    this.#reading = true;
    while (this.#isOld) {
      this.#isOld = false;
      // Where it cannot be read, VS Code asks again, and says what is wrong.
      await this.#read().catch(() => this.#begin());
    }
    this.#reading = false;
  }

  async #read(): Promise<void> {
    const { session } = this.#account;
    if (!session || !this.#drawn || !this.#isSeen()) {
      this.#begin();
      return;
    }
    const before = await this.#drawn;
    const items = await this.#changes.list(session);
    if (session !== this.#account.session) return;
    this.#drawn = Promise.resolve(items);
    if (items.length !== before.length || items.some(({ id }, at) => id !== before[at]?.id)) {
      this.#changed.fire(undefined);
      return;
    }
    for (const [at, node] of this.#grow(items).entries())
      if (JSON.stringify(items[at]) !== JSON.stringify(before[at])) this.#changed.fire(node);
  }

  #grow(items: readonly Item[]): Node[] {
    setContext(contextKeys.view('changes'), items.length === 0 ? 'empty' : 'rows');
    return this.#root.grow(items.map((item) => ({ key: item.id, content: { type: 'part', item } })));
  }
}

/** Puts the view of recent changes into the sidebar. */
export function showChanges(account: CurrentAccount, changes: Changes): readonly Disposable[] {
  const tree = new ChangesTree(account, changes, () => view.visible);
  const view: TreeView<Node> = window.createTreeView(views.changes, { treeDataProvider: tree });
  return [tree, view];
}
