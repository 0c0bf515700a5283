import { t } from '@vscode/l10n';
import { searchChoices, type Choice } from '../resources/choices.ts';
import { optionsOf } from '../settings/kinds.ts';
import type { Setting } from '../settings/setting.ts';
import { cellOfText, hiddenIn, noneCell } from './cell.ts';
import type { Spot } from './spot.ts';

/** A value that can stand at a place of a file. */
export interface Offer {
  readonly label: string;
  readonly description?: string;
  /** What is written. */
  readonly text: string;
}

export interface Offers {
  readonly offers: readonly Offer[];
  /** Whether there are more, which come when more was typed. */
  readonly more: boolean;
}

const mostOffers = 200;

/** Where the values of a setting come from, if they are things of the account. */
export const sourceOf = ({ type }: Setting) =>
  type.kind === 'choice' || type.kind === 'tags' ? type.from : undefined;

/** What the account has for a place, by what was typed there so far. */
export function offersOf({ setting, written }: Spot, choices: readonly Choice[], typed: string): Offers {
  const found = searchChoices(choices, typed.replace(/^['"]/, ''), mostOffers + 1);
  const offers = found.slice(0, mostOffers).flatMap((choice): Offer[] => {
    const { id, name } = choice;
    const description = id === name ? {} : { description: id };
    if (written.as === 'json') return [{ label: name, ...description, text: JSON.stringify(id) }];
    const plain = fits(name, written.delimiter);
    // What has to stand in quotes or behind an apostrophe would change the cell around it: such a tag is to be typed.
    if (setting.type.kind === 'tags')
      return plain && cellOfText(name) === name ? [{ label: name, text: name }] : [];
    const told = plain && goesByName(choice, choices) ? name : id;
    return [{ label: name, ...description, text: cellOfText(told) }];
  });
  return { offers, more: found.length > mostOffers };
}

/** The words of a setting that has few; JSON files know them from their schema. */
export function wordsOf({ setting, written }: Spot): readonly Offer[] {
  if (written.as === 'json') return [];
  const none = setting.cleared === undefined ? [] : [{ label: noneCell, text: noneCell }];
  if (setting.type.kind === 'switch')
    return [true, false].map((on) => ({
      label: String(on),
      description: on ? t('on') : t('off'),
      text: String(on),
    }));
  return [
    ...optionsOf(setting).map(({ value, label }) => ({
      label: value,
      description: label(),
      text: cellOfText(value),
    })),
    ...none,
  ];
}

/** An import finds it by its name, and nothing else. */
function goesByName({ name }: Choice, choices: readonly Choice[]): boolean {
  const same = choices.filter((other) => other.name.toLowerCase() === name.toLowerCase());
  return same.length === 1 && !/^\d+$/.test(name);
}

const fits = (cell: string, delimiter: string) =>
  !cell.includes(delimiter) && !/["\r\n;]/.test(cell) && hiddenIn(cell) === undefined;
