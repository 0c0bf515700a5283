import { t } from '@vscode/l10n';
import type { Choice, ChoiceSource } from '../resources/choices.ts';
import { secretMask, type Setting, type Value } from '../settings/setting.ts';
import { cellOfText, cellOfTexts, hiddenIn, noneCell, textOfCell, textsOfCell } from './cell.ts';

/** The ids that go by a name; undefined while nobody knows the names of this source. */
export type IdsNamed = (source: ChoiceSource, name: string) => readonly string[] | undefined;

/** Digits alone are an id, whatever things are called. */
export const mayBeName = (text: string): boolean => !/^\d+$/.test(text);

/** The ids of choices by their names, in small letters. */
export function idsByName(choices: readonly Choice[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { id, name } of choices) {
    const key = name.toLowerCase();
    found.set(key, [...(found.get(key) ?? []), id]);
  }
  return found;
}

/** What a cell wishes: nothing, a value, or something that cannot be understood. */
export type Wished =
  | { readonly wish: 'nothing' }
  | { readonly wish: 'value'; readonly value: Value }
  | { readonly wish: 'unclear'; readonly sentence: string };

const nothing: Wished = { wish: 'nothing' };
const value = (one: Value): Wished => ({ wish: 'value', value: one });
const unclear = (sentence: string): Wished => ({ wish: 'unclear', sentence });

/** How spreadsheets and people say on and off. */
const spellings: readonly (readonly [boolean, readonly string[]])[] = [
  [
    true,
    ['true', 'yes', 'on', 'y', '1', 'wahr', 'ja', 'vrai', 'oui', 'verdadero', 'sí', 'si', '是', '开', '真'],
  ],
  [false, ['false', 'no', 'off', 'n', '0', 'falsch', 'nein', 'faux', 'non', 'falso', '否', '关', '假']],
];
const truths = new Map(spellings.flatMap(([truth, words]) => words.map((word) => [word, truth] as const)));

/** The cell of a value: empty for one nobody knows, and never a secret. */
export function cellOf({ type }: Setting, one: Value | undefined): string {
  if (one === undefined) return '';
  if (one === null) return noneCell;
  if (type.kind === 'secret') return secretMask;
  if (typeof one === 'boolean') return String(one);
  return typeof one === 'string' ? cellOfText(one) : cellOfTexts(one);
}

/** What a cell wishes for a setting. An empty cell wishes nothing. */
export function wishOf(setting: Setting, cell: string, idsNamed: IdsNamed): Wished {
  const text = cell.trim();
  if (text === '' || (setting.type.kind === 'secret' && text === secretMask)) return nothing;
  const unseen = hiddenIn(cell);
  if (unseen !== undefined)
    return unclear(
      t(
        '{0} holds characters that cannot be seen: {1}. Take them away, or write them by these names.',
        setting.label(),
        unseen,
      ),
    );
  if (text.toLowerCase() === noneCell) return value(setting.type.kind === 'tags' ? [] : null);
  if (setting.type.kind === 'switch') return truthOf(setting, textOfCell(cell));
  if (setting.type.kind === 'tags') {
    const tags = textsOfCell(cell);
    return tags ? value(tags) : unclear(t('{0}: a quote begins and does not end.', setting.label()));
  }
  if (setting.type.kind === 'choice') return chosen(setting, setting.type.from, textOfCell(cell), idsNamed);
  return value(wordOf(setting, textOfCell(cell)));
}

function truthOf(setting: Setting, text: string): Wished {
  const truth = truths.get(text.toLowerCase());
  return truth === undefined
    ? unclear(t('{0} is on or off: write true or false.', setting.label()))
    : value(truth);
}

/** A word may be written as people read it. */
function wordOf({ type }: Setting, text: string): string {
  if (type.kind !== 'enum') return text;
  const same = (one: string) => one.toLowerCase() === text.toLowerCase();
  const option =
    type.options.find((one) => same(one.value)) ?? type.options.find(({ label }) => same(label()));
  return option?.value ?? text;
}

/** An id, or a name that only one has. */
function chosen(setting: Setting, from: ChoiceSource, text: string, idsNamed: IdsNamed): Wished {
  // A spreadsheet keeps 15 digits of a number; the rest of the id is lost and cannot be guessed.
  if (/^\d([.,]\d+)?E\+\d+$/i.test(text))
    return unclear(
      t(
        '{0}: a spreadsheet has shortened the ID to {1}. Write the whole ID as text, or the name.',
        setting.label(),
        text,
      ),
    );
  const ids = idsNamed(from, text) ?? [];
  if (ids.length > 1)
    return unclear(t('{0}: {1} go by the name "{2}". Write the ID.', setting.label(), ids.length, text));
  return value(ids[0] ?? text);
}
