import type { Group } from '../core/find/found.ts';
import type { Item } from '../core/model/item.ts';
import type { Digest, Row, RowGroup } from '../core/resources/kind.ts';
import type { Collection } from '../core/state/collection.ts';
import type { Mark } from '../core/state/marks.ts';
import type { Lines, Shown } from '../core/state/showing.ts';
import type { Failure } from '../core/telnyx/failure.ts';

/** What a line of a view stands for. */
export type Content =
  | { readonly type: 'folder'; readonly collection: Collection }
  | { readonly type: 'row'; readonly collection: Lines; readonly row: Row }
  /** A part of a row, or of a part. */
  | { readonly type: 'part'; readonly item: Item }
  | { readonly type: 'more'; readonly collection: Lines }
  /** There are more rows than a view shows. */
  | { readonly type: 'capped'; readonly collection: Lines }
  /** Between the rows above and below some may be missing. */
  | { readonly type: 'gap'; readonly collection: Lines }
  /** What the rows below add up to. */
  | { readonly type: 'digest'; readonly collection: Lines; readonly digest: Digest }
  | { readonly type: 'gathered'; readonly collection: Lines; readonly gathered: RowGroup }
  | { readonly type: 'failure'; readonly collection: Lines; readonly failure: Failure }
  /** Rows of a list that stand under one heading. */
  | {
      readonly type: 'section';
      readonly collection: Lines;
      readonly name: string;
      readonly count: number;
      readonly first: boolean;
    }
  /** What was found and has one value in common. */
  | { readonly type: 'group'; readonly collection: Lines; readonly group: Group }
  /** How far a search has come. */
  | { readonly type: 'reading'; readonly collection: Lines; readonly shown: Shown }
  | { readonly type: 'note'; readonly text: string; readonly icon: 'info' | 'warning' };

/** A line to be: its key is unique among its siblings. */
export interface Draft {
  readonly key: string;
  readonly content: Content;
}

function marked(item: Item, { words, abilities, subject }: Mark): Item {
  return {
    ...item,
    description: [item.description, words].filter(Boolean).join(' · '),
    spoken: [item.spoken ?? item.label, words].join(', '),
    abilities: [...item.abilities, ...abilities],
    ...(subject && { subject }),
  };
}

/**
 * A line of a view. VS Code redraws a line only when it is given the very object it was given before, so a node
 * stays the same while its content changes.
 */
export class Node {
  /** Unique in the view. */
  readonly id: string;
  readonly parent: Node | undefined;
  content: Content;
  /** What is known of its row beside what the account tells. */
  mark: Mark | undefined;
  #children: ReadonlyMap<string, Node> = new Map();

  constructor(id: string, parent: Node | undefined, content: Content) {
    this.id = id;
    this.parent = parent;
    this.content = content;
  }

  get item(): Item | undefined {
    const { content } = this;
    if (content.type === 'part') return content.item;
    if (content.type === 'digest') return content.digest.item;
    if (content.type === 'gathered') return content.gathered.item;
    if (content.type !== 'row') return undefined;
    return this.mark ? marked(content.row.item, this.mark) : content.row.item;
  }

  child(key: string): Node | undefined {
    return this.#children.get(key);
  }

  /** A child, or one of the sections below. */
  row(key: string): Node | undefined {
    const sections = [...this.#children.values()].filter(({ content }) => content.type === 'section');
    return this.child(key) ?? sections.map((section) => section.child(key)).find(Boolean);
  }

  /** Makes the drafts this node's children, keeping those it has under the same keys. */
  grow(drafts: readonly Draft[]): Node[] {
    const children = new Map<string, Node>();
    for (const { key, content } of drafts) {
      // A hostile or sloppy server may repeat itself; two lines with one id would break the whole view.
      let free = key;
      for (let copy = 2; children.has(free); copy++) free = `${key}#${copy}`;
      const child = this.#children.get(free) ?? new Node(this.id + '\n' + free, this, content);
      child.content = content;
      children.set(free, child);
    }
    this.#children = children;
    return [...children.values()];
  }
}

/** The nodes a command is about: what VS Code calls handlers of item menus with, `(node, selected?)`. */
export function nodesIn([node, selected]: readonly unknown[]): readonly Node[] {
  const given: readonly unknown[] = Array.isArray(selected) && selected.length > 0 ? selected : [node];
  return given.filter((one) => one instanceof Node);
}
