import { applyEdits, findNodeAtLocation, modify, parseTree, type Edit } from 'jsonc-parser';
import type { Problem } from './problem.ts';
import { readDocument, where } from './readDocument.ts';
import {
  inSection,
  secretMask,
  settingId,
  type Setting,
  type Table,
  type Value,
  type Values,
} from './setting.ts';
import { numberTable } from './table.ts';

/**
 * The text of a number document: what can be changed about a number, section by section, in the order of the
 * table. Facts that cannot be changed (number, status) are left out, so that comparing two numbers shows only
 * settings, and the text of one number can be pasted into another. A setting left out is left as it is.
 */

const formatting = { formattingOptions: { insertSpaces: true, tabSize: 2, eol: '\n' } };

/** What stands in the text for a value: secrets are masked. */
function textValue(setting: Setting, value: Value): Value {
  return setting.type.kind === 'secret' && value !== null ? secretMask : value;
}

export function renderDocument(values: Values, table: Table = numberTable): string {
  const document: Record<string, Record<string, Value>> = {};
  for (const section of table.sections) {
    if (!table.settings.some((setting) => inSection(setting, section.key))) continue;
    const members: Record<string, Value> = {};
    for (const setting of table.settings) {
      const value = values[settingId(setting)];
      if (inSection(setting, section.key) && value !== undefined)
        members[setting.key] = textValue(setting, value);
    }
    document[section.key] = members;
  }
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** The text edits that give a setting another value, or remove it (undefined); comments and format stay. */
export function editDocument(text: string, setting: Setting, value: Value | undefined): readonly Edit[] {
  return modify(text, [setting.section, setting.key], value, formatting);
}

/** The same, but shows a secret as its mask. */
function showEdits(text: string, setting: Setting, value: Value | undefined): readonly Edit[] {
  return editDocument(text, setting, value === undefined ? undefined : textValue(setting, value));
}

/** The value a setting has when the document says nothing else than `values`: what "Revert" writes. */
export function revertEdits(text: string, setting: Setting, values: Values): readonly Edit[] {
  return showEdits(text, setting, values[settingId(setting)]);
}

/** The same text, changed as little as needed to say `values`; rendered anew when it cannot be edited. */
export function reflectDocument(text: string, values: Values, table: Table = numberTable): string {
  const read = readDocument(text, values, { table });
  if (!read.usable || read.problems.length > 0) return renderDocument(values, table);
  let next = text;
  for (const setting of table.settings) {
    const id = settingId(setting);
    const masked = setting.type.kind === 'secret';
    const same = !masked && JSON.stringify(read.values[id]) === JSON.stringify(values[id]);
    if (!same) next = applyEdits(next, [...showEdits(next, setting, values[id])]);
  }
  return next;
}

/** Where a setting stands in a text: its value, else its section, else the first character. */
export function locate(text: string, setting: Setting | undefined): Problem['at'] {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const node =
    root &&
    setting &&
    (findNodeAtLocation(root, [setting.section, setting.key]) ?? findNodeAtLocation(root, [setting.section]));
  return node ? where(node) : { offset: 0, length: 1 };
}
