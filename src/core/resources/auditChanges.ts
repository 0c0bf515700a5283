import { t } from '@vscode/l10n';
import { maskedText } from '../webhooks/maskedBody.ts';
import type { AuditChange } from './auditEvent.ts';
import { isSecret, masked, maskSecrets } from './json.ts';

/**
 * Telnyx names the sides of a change `from` (the previous value) and `to` (the new one), and tells them the other way
 * round in its own example. The names decide here, and whoever reads is told.
 */
export const sidesNote = () =>
  t(
    'Before is what Telnyx names “from”, after what it names “to”. Telnyx’s own example has it the other way round.',
  );

export type SideName = 'from' | 'to';

export const fieldName = ({ field }: AuditChange) =>
  field === undefined || field === '' ? t('field without a name') : field;

const isTold = (change: AuditChange, side: SideName) => change[side] !== undefined;

function valueOf(change: AuditChange, side: SideName): unknown {
  const { field = '', [side]: value } = change;
  if (isSecret(field)) return masked(value);
  return typeof value === 'string' ? maskedText(value) : value;
}

/** A side of a change as one line, whole: texts in quotes, so that `“5”` is no number and `“null”` is not null. */
export function sideWords(change: AuditChange, side: SideName): string {
  if (!isTold(change, side)) return t('not told');
  const value = valueOf(change, side);
  return typeof value === 'string' ? `“${value}”` : JSON.stringify(value, maskSecrets);
}

type Tree = Map<string, Tree | AuditChange>;

/** False where the path runs into something that has a value already. */
function put(tree: Tree, [name = '', ...rest]: readonly string[], change: AuditChange): boolean {
  const there = tree.get(name);
  if (rest.length > 0) {
    const branch: Tree | AuditChange = there ?? new Map<string, Tree | AuditChange>();
    if (!(branch instanceof Map) || !put(branch, rest, change)) return false;
    tree.set(name, branch);
    return true;
  }
  if (there) return false;
  tree.set(name, change);
  return true;
}

/** A name that cannot be unfolded stands whole beside the others; one told twice is numbered. */
function putWhole(tree: Tree, change: AuditChange): void {
  const name = fieldName(change);
  let free = name;
  for (let copy = 2; tree.has(free); copy++) free = `${name} (${String(copy)})`;
  tree.set(free, change);
}

function treeOf(changes: readonly AuditChange[]): Tree {
  const tree: Tree = new Map();
  for (const change of changes) {
    const path = (change.field ?? '').split('.');
    if (path.includes('') || !put(tree, path, change)) putWhole(tree, change);
  }
  return tree;
}

/** Made of own properties alone, whatever a field is called. */
function sideOf(tree: Tree, side: SideName): Readonly<Record<string, unknown>> {
  const entries = [...tree].flatMap(([name, node]): [string, unknown][] => {
    if (!(node instanceof Map)) return isTold(node, side) ? [[name, valueOf(node, side)]] : [];
    const inner = sideOf(node, side);
    return Object.keys(inner).length > 0 ? [[name, inner]] : [];
  });
  return Object.fromEntries(entries);
}

/**
 * What changed, before and after, as records of these fields alone. Dots in names become nested objects, nothing else
 * does; a side that is not told is left out. Secrets are masked.
 */
export function sidesOf(changes: readonly AuditChange[]): Readonly<Record<SideName, unknown>> {
  const tree = treeOf(changes);
  return { from: sideOf(tree, 'from'), to: sideOf(tree, 'to') };
}
