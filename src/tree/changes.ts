import { EventEmitter, window, type TreeDataProvider, type TreeItem } from 'vscode';
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

/** The view of recent changes. It reads nothing before it is seen. */
class ChangesTree implements TreeDataProvider<Node>, Disposable {
  readonly #account: CurrentAccount;
  readonly #changes: Changes;
  readonly #changed = new EventEmitter<undefined>();
  readonly #listening: readonly Disposable[];
  readonly #root = new Node('', undefined, { type: 'note', text: '', icon: 'info' });

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(account: CurrentAccount, changes: Changes) {
    this.#account = account;
    this.#changes = changes;
    const redraw = () => {
      this.#changed.fire(undefined);
    };
    this.#listening = [account.onDidChange(redraw), changes.onDidChange(redraw)];
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
    const items = await this.#changes.list(session);
    if (session !== this.#account.session) return [];
    setContext(contextKeys.view('changes'), items.length === 0 ? 'empty' : 'rows');
    return this.#root.grow(items.map((item) => ({ key: item.id, content: { type: 'part', item } })));
  }

  dispose(): void {
    for (const listener of this.#listening) listener.dispose();
    this.#changed.dispose();
  }
}

/** Puts the view of recent changes into the sidebar. */
export function showChanges(account: CurrentAccount, changes: Changes): readonly Disposable[] {
  const tree = new ChangesTree(account, changes);
  return [tree, window.createTreeView(views.changes, { treeDataProvider: tree })];
}
