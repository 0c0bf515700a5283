import { setTimeout as sleep } from 'node:timers/promises';
import { EventEmitter, type TreeDataProvider, type TreeItem } from 'vscode';
import type { ViewName, ViewState } from '../core/model/names.ts';
import { collectionOf, type Collection } from '../core/state/collection.ts';
import { Emitter, type Disposable } from '../core/state/emitter.ts';
import type { Change } from '../core/state/listing.ts';
import { marksOf } from '../core/state/marks.ts';
import { narrowingOf, type Narrowed } from '../core/state/narrowing.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { showingOf, type Shown } from '../core/state/showing.ts';
import { clickOf, draw } from './draw.ts';
import { Node } from './node.ts';
import {
  countLabel,
  digestLines,
  foundOutline,
  gatheredLines,
  isEmpty,
  linesOf,
  outlineOf,
  partsOf,
  rowKey,
  sectionLines,
  type Outline,
} from './outline.ts';

/** VS Code passes a change on at once, but gathers those that follow within 200 ms. */
const gathering = 250;

/** What is told beside rows (counts, menus) waits this many milliseconds, so that VS Code draws the rows first. */
const drawing = 150;

const rootContent = { type: 'note', text: '', icon: 'info' } as const;

/** One view of the sidebar: the kinds of the account that stand there, drawn from their collections. */
export class TelnyxTree implements TreeDataProvider<Node>, Disposable {
  readonly view: ViewName;
  readonly #account: CurrentAccount;
  readonly #changed = new EventEmitter<Node | undefined>();
  readonly #updated = new Emitter<undefined>();
  readonly #following: Disposable;
  readonly #awaited = new Set<Collection>();
  #session: Session | undefined;
  #collections: readonly Collection[] = [];
  #listening: readonly Disposable[] = [];
  #root = new Node('', undefined, rootContent);
  #state: ViewState = 'loading';
  #remark: string | undefined;
  /** What stood above the rows when they were last drawn. */
  #above: string | undefined;
  #lastChange = 0;

  readonly onDidChangeTreeData = this.#changed.event;
  /** Something changed that may be told beside the tree: state, count, rows that are not finished. */
  readonly onDidUpdate = this.#updated.event;

  constructor(view: ViewName, account: CurrentAccount) {
    this.view = view;
    this.#account = account;
    this.#following = account.onDidChange(() => this.#follow());
    this.#follow();
  }

  get state(): ViewState {
    return this.#state;
  }

  get collections(): readonly Collection[] {
    return this.#collections;
  }

  /** What stands in place of the whole list, if anything does. */
  get shown(): Shown | undefined {
    return this.view === 'numbers' && this.#session ? showingOf(this.#session).shown : undefined;
  }

  /** What is found and what is asked for, above the rows. None above a welcome text, which it would hide. */
  get message(): string | undefined {
    if (this.#state !== 'rows') return undefined;
    return this.shown?.line ?? ([this.#remark, this.narrowed].filter(Boolean).join(' · ') || undefined);
  }

  /** Something else to be said above the rows, or no more. */
  remark(words: string | undefined): void {
    if (words === this.#remark) return;
    this.#remark = words;
    this.#updated.fire(undefined);
  }

  /** What the rows of the view itself are narrowed to, in words. */
  get narrowed(): string | undefined {
    const [own] = this.#own();
    return own && this.#narrowedOf(own)?.line;
  }

  /** How many rows of how many; undefined while not known, and where a count says nothing. */
  get count(): string | undefined {
    const { shown } = this;
    if (shown) return this.#state === 'no-match' ? shown.line : undefined;
    const [own] = this.#own();
    if (this.#state === 'no-match') return [this.#remark, this.narrowed].filter(Boolean).join(' · ');
    if (this.#state !== 'rows' || !own?.kind.counted || own.state.phase === 'idle') return undefined;
    // How many of the rows loaded are shown is told above them.
    if (this.#narrowedOf(own)?.sift) return undefined;
    return countLabel(own.listing.count);
  }

  getTreeItem(node: Node): TreeItem {
    const { content } = node;
    if (content.type === 'row' && this.#session)
      node.mark = marksOf(this.#session).of(content.collection.kind.name, content.row.id);
    return draw(node);
  }

  getParent(node: Node): Node | undefined {
    return node.parent === this.#root ? undefined : node.parent;
  }

  async resolveTreeItem(item: TreeItem, node: Node): Promise<TreeItem> {
    const { tooltip } = await import('./tooltip.ts');
    const [made, click] = [tooltip(node), clickOf(node)];
    if (made) item.tooltip = made;
    if (click) item.command = click;
    return item;
  }

  async getChildren(node: Node = this.#root): Promise<Node[]> {
    const root = this.#root;
    if (node === root) return await this.#drawRoot();
    const { content } = node;
    if (content.type === 'section') return node.grow(sectionLines(content.collection, content.name));
    if (content.type === 'group') return node.grow(linesOf(content.collection));
    if (content.type === 'digest') return node.grow(digestLines(content.collection, content.digest));
    if (content.type === 'gathered') return node.grow(gatheredLines(content.collection, content.gathered));
    if (content.type !== 'folder') return node.grow(partsOf(node.item));
    const first = content.collection.state.phase === 'idle';
    await this.#loaded([content.collection]);
    if (root !== this.#root) return [];
    if (first) await this.#changeBeforeChildren(node);
    return node.grow(linesOf(content.collection));
  }

  dispose(): void {
    this.#following.dispose();
    for (const listener of this.#listening) listener.dispose();
    this.#changed.dispose();
    this.#updated.dispose();
  }

  #change(node: Node | undefined): void {
    this.#lastChange = Date.now();
    this.#changed.fire(node);
  }

  /**
   * Redraws a folder whose rows VS Code is waiting for: its line tells how many there are, and was drawn before that was
   * known. VS Code forgets the rows of a line that changes, and asks for them again unless it is asking already: were it
   * told after they are given, no command would find them. So the line changes first.
   */
  async #changeBeforeChildren(node: Node): Promise<void> {
    await sleep(Math.max(0, this.#lastChange + gathering - Date.now()));
    this.#change(node);
    await sleep(0);
  }

  async #drawRoot(): Promise<Node[]> {
    const root = this.#root;
    if (!this.#session) return [];
    if (this.shown) return this.#grow(foundOutline(this.shown));
    const own = this.#own();
    await this.#loaded(own);
    // Only whether there is anything at all needs the folders: then the view says so in its own words.
    if (own.length > 0 && own.every(isEmpty)) await this.#loaded(this.#collections);
    if (root !== this.#root) return [];
    // A query may have come meanwhile; then its own drawing is on the way.
    const outline = outlineOf(this.#collections, (collection) => this.#narrowedOf(collection)?.sift);
    // Only the whole list can be empty.
    return this.#grow(
      outline.state === 'empty' && this.narrowed !== undefined ? { ...outline, state: 'no-match' } : outline,
    );
  }

  #grow({ state, lines }: Outline): Node[] {
    this.#state = state;
    // A welcome text is all there is to draw where there are no rows, and a line above rows moves them when it comes.
    const { message } = this;
    const waits = state === 'rows' && message === this.#above;
    this.#above = message;
    setTimeout(() => this.#updated.fire(undefined), waits ? drawing : 0);
    return this.#root.grow(lines);
  }

  #narrowedOf({ kind }: Collection): Narrowed | undefined {
    return this.#session && narrowingOf(this.#session).of(kind);
  }

  #own(): readonly Collection[] {
    return this.#collections.filter(({ kind }) => !kind.place.folder);
  }

  /** Waits for rows that were never loaded; VS Code shows its progress meanwhile. */
  async #loaded(collections: readonly Collection[]): Promise<void> {
    const missing = collections.filter(
      ({ state }) => state.phase === 'idle' || (state.phase === 'loading' && state.rows.length === 0),
    );
    for (const collection of missing) this.#awaited.add(collection);
    await Promise.all(missing.map((collection) => collection.load()));
    for (const collection of missing) this.#awaited.delete(collection);
  }

  #follow(): void {
    const { session } = this.#account;
    if (session === this.#session) return;
    this.#session = session;
    this.#collect();
  }

  /** Stands on the collections of the session as it is narrowed now. */
  #collect(): void {
    const session = this.#session;
    for (const listener of this.#listening) listener.dispose();
    this.#root = new Node('', undefined, rootContent);
    this.#awaited.clear();
    const kinds = session?.kinds.filter(({ place }) => place.view === this.view) ?? [];
    const narrowing = session && narrowingOf(session);
    this.#collections = narrowing ? kinds.map((kind) => collectionOf(session, narrowing.kindOf(kind))) : [];
    this.#listening = this.#collections.map((collection) =>
      collection.onDidChange((change) => this.#redraw(collection, change)),
    );
    if (narrowing) {
      const collect = (name: string) => {
        if (kinds.some((kind) => kind.name === name)) this.#collect();
      };
      const redraw = (name: string) => {
        const collection = this.#collections.find(({ kind }) => kind.name === name);
        if (collection && !this.#awaited.has(collection)) this.#changed.fire(undefined);
      };
      const marks = marksOf(session).onDidChange(redraw);
      this.#listening = [...this.#listening, narrowing.onDidChange(collect), marks];
    }
    if (session && this.view === 'numbers') {
      const redraw = () => this.#change(undefined);
      this.#listening = [...this.#listening, showingOf(session).onDidChange(redraw)];
    }
    this.#update('loading');
    this.#change(undefined);
  }

  #redraw(collection: Collection, change: Change): void {
    // What stands in its place draws itself.
    if (this.shown) return;
    // Whoever waits for it draws it, once.
    if (!this.#awaited.has(collection)) {
      const folder = this.#root.child(`${collection.kind.name}:folder`);
      // A row may stand below what it adds up to, too.
      if (change === 'all' || collection.kind.digest) this.#change(folder);
      else this.#redrawRows(collection, change, folder);
    }
    this.#update(this.#state);
  }

  #redrawRows(collection: Collection, ids: readonly string[], folder: Node | undefined): void {
    for (const id of ids) {
      const node = (folder ?? this.#root).row(rowKey(collection, id));
      const row = collection.row(id);
      if (!node || !row) continue;
      node.content = { type: 'row', collection, row };
      this.#change(node);
    }
  }

  #update(state: ViewState): void {
    this.#state = state;
    this.#updated.fire(undefined);
  }
}
