import { t } from '@vscode/l10n';
import { MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Card, Item, Tone } from '../core/model/item.ts';
import { commands } from '../core/model/names.ts';
import { brief } from '../core/model/text.ts';
import type { Collection } from '../core/state/collection.ts';
import type { Failure } from '../core/telnyx/failure.ts';
import { cardMarkdown } from './markdown.ts';
import type { Node } from './node.ts';
import { countLabel } from './outline.ts';

const colours: Readonly<Record<Tone, string>> = {
  good: 'testing.iconPassed',
  bad: 'testing.iconFailed',
  waiting: 'charts.yellow',
  muted: 'disabledForeground',
};

const opens = {
  editor: { command: commands.editNumber, title: () => t('Edit Settings') },
  charges: { command: commands.viewCharges, title: () => t('View Charges') },
  json: { command: commands.viewJson, title: () => t('View as JSON') },
} as const;

interface Line {
  readonly label: string;
  readonly description?: string | undefined;
  /** What a screen reader says in place of label and description. */
  readonly spoken?: string | undefined;
  readonly icon?: string | undefined;
  readonly tone?: Tone | undefined;
  readonly context: string;
  readonly unfolds?: boolean;
  readonly click?: { readonly command: string; readonly title: string };
}

/** A line as VS Code wants it. Texts may be hostile: each goes through `brief`, none is a string tooltip. */
function treeItem(node: Node, line: Line): TreeItem {
  const { Collapsed, None } = TreeItemCollapsibleState;
  const label = brief(line.label);
  const item = new TreeItem(label, line.unfolds ? Collapsed : None);
  item.id = node.id;
  item.contextValue = line.context;
  if (line.description) item.description = brief(line.description);
  if (line.icon !== undefined) {
    item.iconPath = new ThemeIcon(line.icon, line.tone && new ThemeColor(colours[line.tone]));
  }
  // Screen readers would say "middle dot" between the parts of a description.
  const spoken =
    line.spoken ?? [line.label, line.description?.replaceAll(' · ', ', ')].filter(Boolean).join(', ');
  item.accessibilityInformation = { label: brief(spoken, 500) };
  if (line.click) item.command = { ...line.click, arguments: [node] };
  return item;
}

function itemLine(item: Item): Line {
  const opened = item.opens && opens[item.opens];
  return {
    ...item,
    context: [item.id.split('/', 1)[0], ...item.abilities.map((ability) => `can:${ability}`)].join(' '),
    unfolds: item.parts !== undefined,
    ...(opened && { click: { command: opened.command, title: opened.title() } }),
  };
}

function folderLine({ kind, state, listing }: Collection): Line {
  const known = state.phase !== 'idle' && kind.counted;
  return {
    label: kind.place.folder?.() ?? kind.name,
    ...(known && { description: countLabel(listing.count) }),
    icon: kind.place.folderIcon ?? 'folder',
    context: 'folder can:refresh',
    unfolds: true,
  };
}

function moreLine({ state, listing }: Collection): Line {
  const loading = state.phase === 'loading';
  return {
    label: loading ? t('Loading…') : t('Load more'),
    description: countLabel(listing.count),
    icon: loading ? 'loading~spin' : 'ellipsis',
    context: 'more',
    click: { command: commands.loadMore, title: t('Load more') },
  };
}

function failureLine(failure: Failure): Line {
  return {
    label: failure.sentence,
    spoken: t('Failed: {0} Press Enter to try again.', failure.sentence),
    icon: 'error',
    tone: 'bad',
    context: 'failure can:retry',
    click: { command: commands.retry, title: t('Retry') },
  };
}

/** A node as a tree item, without its tooltip. */
export function draw(node: Node): TreeItem {
  const { content } = node;
  switch (content.type) {
    case 'row':
      return treeItem(node, itemLine(content.row.item));
    case 'part':
      return treeItem(node, itemLine(content.item));
    case 'folder':
      return treeItem(node, folderLine(content.collection));
    case 'more':
      return treeItem(node, moreLine(content.collection));
    case 'failure':
      return treeItem(node, failureLine(content.failure));
    case 'note':
      return treeItem(node, { label: content.text, icon: content.icon, context: 'note' });
  }
}

function failureCard(failure: Failure): Card {
  const rows = failure.faults.map(({ sentence, code }) => ({ label: code ?? t('Reason'), value: sentence }));
  if (failure.status !== undefined) rows.unshift({ label: t('HTTP status'), value: String(failure.status) });
  if (failure.requestId !== undefined) rows.push({ label: t('Request id'), value: failure.requestId });
  return { title: failure.sentence, rows };
}

function cardOf({ content, item }: Node): Card | undefined {
  if (content.type === 'failure') return failureCard(content.failure);
  return content.type === 'note' ? { title: content.text, rows: [] } : item?.card?.();
}

/** The tooltip, made when somebody hovers. It can neither run a command nor hold a link or HTML. */
export function tooltip(node: Node): MarkdownString | undefined {
  const card = cardOf(node);
  if (!card) return undefined;
  const markdown = new MarkdownString(cardMarkdown(card));
  markdown.isTrusted = false;
  markdown.supportHtml = false;
  return markdown;
}
