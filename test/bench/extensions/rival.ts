import { setTimeout as sleep } from 'node:timers/promises';
import {
  commands,
  EventEmitter,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  window,
  type ExtensionContext,
} from 'vscode';

const rows = 250;

/** How a view comes to its rows. */
const ways: Readonly<Record<string, () => Promise<void>>> = {
  // As long as one request takes.
  waiting: () => sleep(Number(process.env.BENCH_WAIT)),
  // One plain request. The first one of an extension host loads the certificates of the machine, whoever sends it.
  fetching: async () => {
    const { BENCH_URL: url = '', BENCH_KEY: key = '' } = process.env;
    const answer = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
    await answer.json();
  },
};

/** As much to draw as a phone number: icon, description, accessible label. */
function draw(label: string): TreeItem {
  const item = new TreeItem(label);
  item.id = label;
  item.description = 'customer reference';
  item.contextValue = 'row';
  item.iconPath = new ThemeIcon('circle-outline', new ThemeColor('testing.iconPassed'));
  item.accessibilityInformation = { label: `${label}, customer reference` };
  return item;
}

/** A view with rows to draw and nothing else to do: what is left is the work of VS Code. */
function show(
  name: string,
  way: () => Promise<void>,
): { readonly dispose: () => void; readonly change: () => void } {
  const changed = new EventEmitter<undefined>();
  let generation = 0;
  const tree = {
    onDidChangeTreeData: changed.event,
    getTreeItem: draw,
    async getChildren(element?: string): Promise<string[]> {
      if (element !== undefined) return [];
      await way();
      return Array.from({ length: rows }, (_, index) => `row ${generation}/${index}`);
    },
  };
  const view = window.createTreeView(`rival.${name}`, { treeDataProvider: tree, showCollapseAll: true });
  const change = () => {
    generation += 1;
    changed.fire(undefined);
  };
  return {
    dispose: () => {
      view.dispose();
    },
    change,
  };
}

/** Two views with other rows after each choice in a quick pick, as another account has other rows. */
export function activate(context: ExtensionContext): void {
  const views = Object.entries(ways).map(([name, way]) => show(name, way));
  const choose = () => {
    const pick = window.createQuickPick();
    pick.items = ['one', 'two', 'three'].map((label) => ({ label }));
    pick.onDidAccept(() => {
      pick.dispose();
      for (const view of views) view.change();
    });
    pick.show();
  };
  // eslint-disable-next-line no-restricted-syntax -- This is another extension, with one command.
  context.subscriptions.push(...views, commands.registerCommand('rival.change', choose));
}
