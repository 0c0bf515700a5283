import {
  commands as vsCode,
  DataTransferItem,
  type DataTransfer,
  type TreeDragAndDropController,
} from 'vscode';
import type { Group } from '../core/find/found.ts';
import { commands, views } from '../core/model/names.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import type { Node } from './node.ts';

/** What VS Code calls what is dragged inside this tree; nothing else can be dropped on it. */
const ownType = `application/vnd.code.tree.${views.numbers}`;

/** The group that a line is or stands in. */
function groupOf(node: Node | undefined): Group | undefined {
  if (!node) return undefined;
  return node.content.type === 'group' ? node.content.group : groupOf(node.parent);
}

/**
 * Numbers can be dragged onto a group, which shows what having its value would change, and into any editor, as text.
 * The command decides; nothing here is trusted or written.
 */
export class NumberDrag implements TreeDragAndDropController<Node> {
  readonly dragMimeTypes = [ownType, 'text/plain'];
  readonly dropMimeTypes = [ownType];
  readonly #account: CurrentAccount;

  constructor(account: CurrentAccount) {
    this.#account = account;
  }

  handleDrag(source: readonly Node[], transfer: DataTransfer): void {
    const items = source.flatMap(({ item }) => item ?? []);
    const numbers = items.flatMap(({ subject }) => (subject?.type === 'number' ? [subject] : []));
    if (numbers.length === 0) return;
    const changeable = items.flatMap(({ abilities, subject }) =>
      abilities.includes('tag') ? [subject] : [],
    );
    const account = this.#account.session?.profile.id;
    transfer.set(ownType, new DataTransferItem(JSON.stringify({ account, numbers: changeable })));
    const text = numbers.map(({ phoneNumber }) => phoneNumber).join('\n');
    transfer.set('text/plain', new DataTransferItem(text));
  }

  async handleDrop(target: Node | undefined, transfer: DataTransfer): Promise<void> {
    const group = groupOf(target);
    const dragged = await transfer.get(ownType)?.asString();
    // VS Code forgets the lines of a view that is drawn anew, also the one that something is dropped on: that is told.
    if (dragged === undefined || (target && !group)) return;
    const { field, value, name } = group ?? {};
    await vsCode.executeCommand(commands.dropNumbers, { dragged, field, value, name });
  }
}
