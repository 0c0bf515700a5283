import { t } from '@vscode/l10n';
import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, type Command } from 'vscode';
import type { Group } from '../core/find/found.ts';
import type { Item, Tone } from '../core/model/item.ts';
import { commands } from '../core/model/names.ts';
import { brief, grouped } from '../core/model/text.ts';
import type { Collection } from '../core/state/collection.ts';
import type { Lines, Shown } from '../core/state/showing.ts';
import type { Failure } from '../core/telnyx/failure.ts';
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
  usage: { command: commands.showUsage, title: () => t('Show Usage') },
  recharge: { command: commands.editRecharge, title: () => t('Edit Auto Recharge') },
  delivery: { command: commands.openDelivery, title: () => t('Open Delivery') },
  plan: { command: commands.showPlan, title: () => t('Show Plan') },
  difference: { command: commands.compareChange, title: () => t('Compare Before and After') },
} as const;

const beyond = {
  table: { command: commands.openTable, title: () => t('Open Numbers as Table') },
  'filter-jobs': { command: commands.filterJobs, title: () => t('Filter Jobs…') },
  'filter-deliveries': { command: commands.filterDeliveries, title: () => t('Filter Deliveries…') },
  'filter-audit': { command: commands.filterAudit, title: () => t('Filter Audit Log…') },
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
  readonly unfolded?: boolean;
  readonly click?: { readonly command: string; readonly title: string };
}

const commandOf = (node: Node, click: Pick<Command, 'command' | 'title'>): Command => ({
  ...click,
  arguments: [node],
});

/** A line as VS Code wants it. Texts may be hostile: each goes through `brief`, none is a string tooltip. */
function treeItem(node: Node, line: Line): TreeItem {
  const { Collapsed, Expanded, None } = TreeItemCollapsibleState;
  const label = brief(line.label);
  const item = new TreeItem(label, line.unfolded ? Expanded : line.unfolds ? Collapsed : None);
  item.id = node.id;
  // Menus stand on every row of every view of VS Code: the first word says that this one is ours.
  item.contextValue = `telnyx.${line.context}`;
  if (line.description) item.description = brief(line.description);
  if (line.icon !== undefined) {
    item.iconPath = new ThemeIcon(line.icon, line.tone && new ThemeColor(colours[line.tone]));
  }
  // Screen readers would say "middle dot" between the parts of a description.
  const spoken =
    line.spoken ?? [line.label, line.description?.replaceAll(' · ', ', ')].filter(Boolean).join(', ');
  item.accessibilityInformation = { label: brief(spoken, 500) };
  // A click on a row that does nothing yet unfolds it: one that does both must be known for that before it is clicked.
  if (line.unfolds && line.click) item.command = commandOf(node, line.click);
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

function moreLine({ state, listing }: Lines): Line {
  const loading = state.phase === 'loading';
  return {
    label: loading ? t('Loading…') : t('Load more'),
    description: countLabel(listing.count),
    icon: loading ? 'loading~spin' : 'ellipsis',
    context: 'more',
    click: { command: commands.loadMore, title: t('Load more') },
  };
}

/** The rows end before the list does; a click does what helps then. */
function cappedLine({ kind, listing }: Lines): Line {
  const { shown, total } = listing.count;
  const label =
    total === undefined
      ? t('Showing the first {0}.', grouped(shown))
      : t('Showing the first {0} of {1}.', grouped(shown), grouped(total));
  const way = kind.beyond && beyond[kind.beyond];
  if (!way) return { label, icon: 'info', context: 'note' };
  const title = way.title();
  return {
    label,
    description: title,
    spoken: t('{0} Press Enter: {1}', label, title),
    icon: 'info',
    context: kind.beyond === 'table' ? 'capped can:find' : 'capped',
    click: { command: way.command, title },
  };
}

function groupLine({ name, rows }: Group): Line {
  return {
    label: name,
    description: grouped(rows.length),
    icon: 'list-unordered',
    context: 'group',
    unfolds: true,
  };
}

function readingLine({ reading, progress }: Shown): Line {
  if (reading.phase !== 'stopped') {
    return {
      label: t('Searching…'),
      description: progress,
      icon: 'loading~spin',
      context: 'reading can:stop',
    };
  }
  return {
    label: t('Search stopped'),
    description: progress,
    icon: 'debug-pause',
    context: 'reading can:retry',
    click: { command: commands.retry, title: t('Go on searching') },
  };
}

function gapLine(): Line {
  return {
    label: t('Some may be missing here'),
    description: t('Refresh'),
    spoken: t('Some may be missing here. Press Enter to refresh.'),
    icon: 'warning',
    tone: 'waiting',
    context: 'gap can:refresh',
    click: { command: commands.refreshItem, title: t('Refresh') },
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

/** A node as a tree item, without its tooltip and mostly without what a click does: VS Code asks when it needs them. */
export function draw(node: Node): TreeItem {
  return treeItem(node, lineOf(node));
}

/** What a click on a node does, if anything. */
export function clickOf(node: Node): Command | undefined {
  const { click } = lineOf(node);
  return click && commandOf(node, click);
}

function lineOf(node: Node): Line {
  const { content } = node;
  switch (content.type) {
    case 'row':
      return itemLine(node.item ?? content.row.item);
    case 'part':
      return itemLine(content.item);
    case 'folder':
      return folderLine(content.collection);
    case 'more':
      return moreLine(content.collection);
    case 'capped':
      return cappedLine(content.collection);
    case 'gap':
      return gapLine();
    case 'digest': {
      const { item, groups } = content.digest;
      return { ...itemLine(item), unfolded: groups.length > 0 };
    }
    case 'gathered':
      return { ...itemLine(content.gathered.item), unfolds: true };
    case 'failure':
      return failureLine(content.failure);
    case 'group':
      return groupLine(content.group);
    case 'section':
      return {
        label: content.name,
        description: grouped(content.count),
        icon: 'calendar',
        context: 'section',
        unfolds: true,
        unfolded: content.first,
      };
    case 'reading':
      return readingLine(content.shown);
    case 'note':
      return { label: content.text, icon: content.icon, context: 'note' };
  }
}
