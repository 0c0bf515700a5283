import { t } from '@vscode/l10n';
import { findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import * as v from 'valibot';
import { tableOf } from '../plan/tables.ts';
import { decodeValue, wrongType } from '../settings/kinds.ts';
import { settingId, type Setting, type Table, type Value } from '../settings/setting.ts';
import { wrongValue } from '../settings/validate.ts';
import { planFormat, planSchema, type PlanFile } from './planFile.ts';

/** Something wrong in a plan file, and where: offset and length in UTF-16 units. */
export interface PlanProblem {
  /**
   * `shape`: what the JSON schema says too. `value`: a wish for a number that the plan will mark as blocked. `number`:
   * nobody can tell which number is meant. Only wishes hinder no plan.
   */
  readonly about: 'shape' | 'value' | 'number';
  readonly sentence: string;
  readonly at: { readonly offset: number; readonly length: number };
}

/** A plan file with those of its problems that the plan marks as blocked itself, or all that keep it from being one. */
export type ReadPlan =
  | {
      readonly ok: true;
      readonly file: PlanFile;
      readonly problems: readonly PlanProblem[];
      /** Where a part of the file stands, or what is nearest around it. */
      readonly placeOf: (path: Path) => PlanProblem['at'];
    }
  | { readonly ok: false; readonly problems: readonly PlanProblem[] };

export type Path = readonly (string | number)[];

interface Wrong {
  readonly about: PlanProblem['about'];
  readonly path: Path;
  readonly sentence: string;
}

/** More problems than these nobody reads. */
const most = 100;

/**
 * Reads the text of a plan file: a plan is taken whole or not at all. What was saved is taken, so a wish that breaks a
 * rule is told and stays in the plan, which blocks it as it did before it was saved.
 */
export function readPlan(text: string): ReadPlan {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error || !root) {
    const at = { offset: error?.offset ?? 0, length: Math.max(error?.length ?? 0, 1) };
    const reason = error ? printParseErrorCode(error.error) : 'ValueExpected';
    return {
      ok: false,
      problems: [{ about: 'shape', sentence: t('This is not valid JSON: {0}.', reason), at }],
    };
  }
  const parsed = v.safeParse(planSchema, jsonOf(root));
  const wrong: readonly Wrong[] = parsed.success
    ? [...wrongValues(parsed.output, tableOf(parsed.output.family)), ...doubled(parsed.output)]
    : parsed.issues.map((issue) => ({ about: 'shape', path: pathOf(issue), sentence: sentenceOf(issue) }));
  const problems = toldOf(wrong, root);
  const isPlan = parsed.success && wrong.every(({ about }) => about === 'value');
  return isPlan
    ? { ok: true, file: parsed.output, problems, placeOf: (path) => placeOf(root, path) }
    : { ok: false, problems };
}

function toldOf(wrong: readonly Wrong[], root: Node): PlanProblem[] {
  const told = wrong.slice(0, most).map(({ path, ...rest }) => ({ ...rest, at: placeOf(root, path) }));
  const rest = wrong.length - told.length;
  const more: PlanProblem = {
    about: 'shape',
    sentence: t('({0} more problems)', rest),
    at: placeOf(root, []),
  };
  return rest > 0 ? [...told, more] : told;
}

/** Unlike `getNodeValue` not fooled by a member called `__proto__`. */
function jsonOf(node: Node): unknown {
  const children = node.children ?? [];
  if (node.type === 'array') return children.map(jsonOf);
  if (node.type !== 'object') return node.value;
  return Object.fromEntries(
    children.flatMap(({ children: [key, member] = [] }) =>
      key && member ? [[String(key.value), jsonOf(member)] as const] : [],
    ),
  );
}

function pathOf({ path }: Pick<v.BaseIssue<unknown>, 'path'>): Path {
  return (path ?? []).flatMap(({ key }) => (typeof key === 'string' || typeof key === 'number' ? [key] : []));
}

/** The place of a path, or of what is nearest around it. */
function placeOf(root: Node, path: Path): PlanProblem['at'] {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(root, [...path.slice(0, length)]);
    if (node) return { offset: node.offset, length: node.length };
  }
  return { offset: root.offset, length: 1 };
}

function sentenceOf(issue: v.BaseIssue<unknown>): string {
  const path = pathOf(issue);
  const name = path.join('.');
  if (name === 'format') return t('This is no plan of Telnyx Explorer: "format" must be "{0}".', planFormat);
  if (name === 'version')
    return t('This plan was saved by another version of Telnyx Explorer and cannot be read by this one.');
  if (issue.received === 'undefined') return t('"{0}" is missing.', name);
  if (path.at(-1) === 'id') return t('An ID is a text of digits, in quotes.');
  return t('"{0}" has the wrong type.', name);
}

function wrongValues({ changes }: PlanFile, table: Table): Wrong[] {
  const settings = new Map(table.settings.map((setting) => [settingId(setting), setting]));
  return changes.flatMap(({ set, numbers }, at) => [
    ...Object.entries(set).flatMap(([id, value]) =>
      complaint(settings.get(id), id, value, true).map((wrong) => ({
        ...wrong,
        path: ['changes', at, 'set', id],
      })),
    ),
    ...numbers.flatMap(({ was }, row) =>
      Object.entries(was).flatMap(([id, value]) =>
        complaint(settings.get(id), id, value, false).map((wrong) => ({
          ...wrong,
          path: ['changes', at, 'numbers', row, 'was', id],
        })),
      ),
    ),
  ]);
}

/** What an account held is never refused, however odd. */
function complaint(
  setting: Setting | undefined,
  id: string,
  value: Value,
  wished: boolean,
): Omit<Wrong, 'path'>[] {
  if (!setting) return [{ about: 'shape', sentence: t('There is no setting "{0}".', id) }];
  const decoded = decodeValue(setting, value);
  if (decoded === undefined) return [{ about: 'shape', sentence: wrongType(setting) }];
  const wrong = wished ? wrongValue(setting, decoded) : undefined;
  return wrong === undefined ? [] : [{ about: 'value', sentence: wrong }];
}

/**
 * A number must be in a plan once: nobody knows which of two wishes counts, so the plan blocks both. One number under
 * two ids is no number.
 */
function doubled({ changes, deletions }: PlanFile): Wrong[] {
  const ids = new Set<string>();
  const phones = new Set<string>();
  const twice = (id: string, phone: string, path: Path): Wrong[] => {
    const about = ids.has(id) ? 'value' : phones.has(phone) ? 'number' : undefined;
    ids.add(id);
    phones.add(phone);
    return about ? [{ about, path, sentence: t('The number {0} is in this plan twice.', phone) }] : [];
  };
  return [
    ...changes.flatMap(({ numbers }, at) =>
      numbers.flatMap(({ id, phone_number: phone }, row) =>
        twice(id, phone, ['changes', at, 'numbers', row]),
      ),
    ),
    ...deletions.flatMap(({ id, phone_number: phone }, at) => twice(id, phone, ['deletions', at])),
  ];
}
