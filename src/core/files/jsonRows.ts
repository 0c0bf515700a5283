import { t } from '@vscode/l10n';
import { getNodeValue, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { decodeValue, isMask, wrongType } from '../settings/kinds.ts';
import { inSection, settingId, type Setting, type Table, type Value } from '../settings/setting.ts';
import { numberTable } from '../settings/table.ts';
import { Lines } from './lines.ts';
import { idHeading, phoneHeading } from './columns.ts';
import { wrongId, wrongNumber } from './numberText.ts';
import type { FileProblem } from './problem.ts';
import { apart, type FileRow, type FileRows } from './rows.ts';

const membersOf = (node: Node) =>
  (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
    key && value ? [{ name: String(key.value), key, value }] : [],
  );

/** Reads the JSON of exported numbers: a list of objects with `phone_number`, `id` and sections of settings. */
export function readJson(source: string, table: Table = numberTable): FileRows {
  const text = source.replace(/^\uFEFF/, '');
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const lines = new Lines(text);
  const [error] = errors;
  const refused = (sentence: string, offset: number): FileRows => ({
    rows: [],
    count: 0,
    settings: [],
    problems: [{ ...lines.place(offset), sentence, about: 'file' }],
  });
  if (error)
    return refused(t('This is not valid JSON: {0}.', printParseErrorCode(error.error)), error.offset);
  if (root?.type !== 'array')
    return refused(
      t('The file must hold a list of numbers, in brackets. Export numbers to get one to fill in.'),
      0,
    );
  const nodes = root.children ?? [];
  const reader = new JsonReader(lines, table);
  const read = nodes.map((node) => reader.row(node));
  const problems = read.flatMap((one) => ('sentence' in one ? [one] : []));
  const rows = read.flatMap((one) => ('sentence' in one ? [] : [one]));
  return { ...apart(rows, problems), count: nodes.length, settings: [...reader.settings] };
}

class JsonReader {
  /** Settings that something is wished for. */
  readonly settings = new Set<Setting>();
  readonly #lines: Lines;
  readonly #table: Table;

  constructor(lines: Lines, table: Table) {
    this.#lines = lines;
    this.#table = table;
  }

  row(node: Node): FileRow | FileProblem {
    if (node.type !== 'object') return this.#problem(node, t('A number is an object, in braces.'));
    const name: { phoneNumber?: string; id?: string } = {};
    const mine: Record<string, Value> = {};
    const places = new Map<string, Node>();
    for (const member of membersOf(node)) {
      const wrong = this.#take(member, name, mine, places);
      if (wrong) return wrong;
    }
    if (name.phoneNumber === undefined && name.id === undefined)
      return this.#problem(node, t('This line names no number.'));
    const problem: FileRow['problem'] = (sentence, about) =>
      this.#problem(places.get(about ?? '') ?? node, sentence, about);
    return { line: this.#lines.place(node.offset).line, ...name, mine, problem };
  }

  #take(
    { name: key, key: keyNode, value }: ReturnType<typeof membersOf>[number],
    name: { phoneNumber?: string; id?: string },
    mine: Record<string, Value>,
    places: Map<string, Node>,
  ): FileProblem | undefined {
    const json: unknown = getNodeValue(value);
    if (key === phoneHeading || key === idHeading) {
      if (typeof json !== 'string')
        return { ...this.#problem(value, t('Write a text in quotes.'), key), inSchema: true };
      places.set(key, value);
      if (key === idHeading) name.id = json;
      else name.phoneNumber = json;
      const wrong = key === phoneHeading ? wrongNumber(json, 'json') : wrongId(json);
      return wrong === undefined ? undefined : this.#problem(value, wrong, key);
    }
    const section = this.#table.sections.find((one) => one.key === key);
    if (!section || value.type !== 'object')
      return this.#problem(keyNode, t('There is no section "{0}".', key));
    for (const member of membersOf(value)) {
      const setting = this.#table.settings.find((one) => inSection(one, key) && one.key === member.name);
      if (!setting) return this.#problem(member.key, t('There is no setting "{0}" here.', member.name));
      const held: unknown = getNodeValue(member.value);
      if (isMask(setting, held)) continue;
      const id = settingId(setting);
      const wish = decodeValue(setting, held);
      if (wish === undefined)
        return { ...this.#problem(member.value, wrongType(setting), id), inSchema: true };
      mine[id] = wish;
      places.set(id, member.value);
      this.settings.add(setting);
    }
    return undefined;
  }

  #problem({ offset, length }: Node, sentence: string, heading?: string): FileProblem {
    return {
      ...this.#lines.place(offset),
      length,
      ...(heading !== undefined && { heading }),
      sentence,
      about: 'row',
    };
  }
}
