import { t } from '@vscode/l10n';
import {
  findNodeAtLocation,
  getNodeValue,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from 'jsonc-parser';
import { decodeValue, isMask, sameKnown, wrongType } from './kinds.ts';
import type { Problem } from './problem.ts';
import type { Offers } from './record.ts';
import {
  inSection,
  settingId,
  type Section,
  type Setting,
  type Table,
  type Value,
  type Values,
} from './setting.ts';
import { numberTable } from './table.ts';
import { wrongValue } from './validate.ts';

/** What a text says: the wished values (masked and absent settings are not wishes) and what is wrong. */
export interface ReadDocument {
  readonly values: Values;
  readonly problems: readonly Problem[];
  /** False when the text is not JSON, or not an object: then `values` is empty and forms cannot edit it. */
  readonly usable: boolean;
}

/** The place of a node in its text. */
export const where = (node: Node) => ({ offset: node.offset, length: node.length });

function syntaxProblem(text: string, error: ParseError): Problem {
  const line = text.slice(0, error.offset).split('\n').length;
  return {
    about: 'shape',
    sentence: t('This is not valid JSON (line {0}: {1}).', line, printParseErrorCode(error.error)),
    at: { offset: error.offset, length: Math.max(error.length, 1) },
  };
}

interface Member {
  readonly name: string;
  readonly keyNode: Node;
  readonly node: Node;
}

function membersOf(node: Node): readonly Member[] {
  return (node.children ?? []).flatMap(({ children: [keyNode, value] = [] }) =>
    keyNode && value ? [{ name: String(keyNode.value), keyNode, node: value }] : [],
  );
}

function doubled(members: readonly Member[]): Problem[] {
  const seen = new Set<string>();
  return members.flatMap(({ name, keyNode }) => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [{ about: 'shape', sentence: t('"{0}" is there twice.', name), at: where(keyNode) }];
  });
}

/** What the rest of the account knows when a text is read. */
export interface Reading {
  readonly table?: Table;
  readonly offers?: Offers;
}

function readSection(
  members: readonly Member[],
  own: readonly Setting[],
  base: Values,
  offers: Offers,
): ReadDocument {
  const values: Record<string, Value> = {};
  const problems: Problem[] = doubled(members);
  for (const { name, keyNode, node } of members) {
    const setting = own.find(({ key }) => key === name);
    if (!setting) {
      problems.push({
        about: 'shape',
        sentence: t('There is no setting "{0}" here.', name),
        at: where(keyNode),
      });
      continue;
    }
    const id = settingId(setting);
    const json: unknown = getNodeValue(node);
    if (isMask(setting, json)) continue;
    const value = decodeValue(setting, json);
    if (value === undefined) {
      problems.push({ about: 'shape', sentence: wrongType(setting), at: where(node), setting: id });
      continue;
    }
    values[id] = value;
    // What the account already holds is never refused, however odd.
    const wrong = sameKnown(value, base[id]) ? undefined : wrongValue(setting, value, offers[id]);
    if (wrong !== undefined) problems.push({ about: 'value', sentence: wrong, at: where(node), setting: id });
  }
  return { values, problems, usable: true };
}

/** The rules of a section that its values break together; what the account holds already is not complained of. */
function brokenRules(section: Section, values: Values, base: Values, node: Node): Problem[] {
  const wished = (key: string) => values[`${section.key}.${key}`];
  const held = (key: string) => base[`${section.key}.${key}`];
  return (section.rules ?? []).flatMap((rule): Problem[] => {
    const touched = rule.keys.some((key) => wished(key) !== undefined && !sameKnown(wished(key), held(key)));
    // None is a wish too: only what the text does not say is as it was.
    const broken = touched
      ? rule.broken((key) => (wished(key) === undefined ? held(key) : wished(key)))
      : undefined;
    if (!broken) return [];
    const at = where(findNodeAtLocation(node, [broken.key]) ?? node);
    return [{ about: 'value', sentence: broken.sentence, at, setting: `${section.key}.${broken.key}` }];
  });
}

/** Reads a text leniently; `base` is what the account held: such values are accepted as they are. */
export function readDocument(
  text: string,
  base: Values = {},
  { table = numberTable, offers = {} }: Reading = {},
): ReadDocument {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error) return { values: {}, problems: [syntaxProblem(text, error)], usable: false };
  if (root?.type !== 'object') {
    const sentence = t('A number document is a JSON object, in braces.');
    return {
      values: {},
      problems: [{ about: 'shape', sentence, at: { offset: 0, length: text.length } }],
      usable: false,
    };
  }
  const members = membersOf(root);
  const problems: Problem[] = doubled(members);
  let values: Values = {};
  let usable = true;
  for (const { name, keyNode, node } of members) {
    const section = table.sections.find(({ key }) => key === name);
    if (!section) {
      problems.push({ about: 'shape', sentence: t('There is no section "{0}".', name), at: where(keyNode) });
    } else if (node.type !== 'object') {
      problems.push({
        about: 'shape',
        sentence: t('"{0}" must be an object, in braces.', name),
        at: where(node),
      });
      usable = false;
    } else {
      const own = table.settings.filter((setting) => inSection(setting, section.key));
      const part = readSection(membersOf(node), own, base, offers);
      values = { ...values, ...part.values };
      problems.push(...part.problems, ...brokenRules(section, part.values, base, node));
    }
  }
  return { values, problems, usable };
}
