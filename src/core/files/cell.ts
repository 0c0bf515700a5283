/**
 * Texts as spreadsheet cells. A spreadsheet runs what begins like a formula, and rewrites what looks like a number or
 * a date; an apostrophe before it stops both, and is taken away again when the cell is read. Characters that are not
 * seen are written by their names, e.g. `[U+200B]`. Nothing is lost: a text that was written comes back as it was.
 */

/** The cell that says "none"; an empty cell says nothing at all. */
export const noneCell = '(none)';

/** What `visible` shows; the two joiners stay, since scripts and emoji need them. */
const hidden = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** Nor does anybody see blanks at the ends of a cell. */
const unseen = new RegExp(`${hidden.source}|^\\s+|\\s+$`, 'gu');
const named = /\[U\+([0-9A-F]{4,6})\]/g;

/** Begins a formula, is one of our own words, or is what a spreadsheet takes for a number, a date or a truth. */
const risky = /^(?:[=+\-@＝＋－＠]|\(none\)$|\d[\d.,:/\-+eE% ]*$|(?:true|false)$)/i;

const isRisky = (text: string) => risky.test(text.replace(/^'+/, ''));
const guarded = (text: string) => (isRisky(text) ? `'${text}` : text);
const unguarded = (cell: string) => (cell.startsWith("'") && isRisky(cell) ? cell.slice(1) : cell);

const nameOf = (characters: string) =>
  Array.from(characters, (one) => {
    const code = one.codePointAt(0) ?? 0;
    return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
  }).join('');

const withNames = (text: string) =>
  text.replaceAll(named, (name) => `[U+005B]${name.slice(1)}`).replaceAll(unseen, nameOf);

const withoutNames = (text: string) =>
  text.replaceAll(named, (name, hex: string) => {
    const code = Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : name;
  });

/** The cell of a text that is not empty. */
export const cellOfText = (text: string): string => guarded(withNames(text));

/** The text of a cell. */
export const textOfCell = (cell: string): string => withoutNames(unguarded(cell.trim()));

/** Several texts in one cell, apart by semicolons; a text that holds a semicolon or a quote stands in quotes. */
export function cellOfTexts(texts: readonly string[]): string {
  if (texts.length === 0) return noneCell;
  const parts = texts.map((text) => {
    const shown = withNames(text);
    return shown === '' || /[;"]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
  });
  return guarded(parts.join('; '));
}

/** The texts of a cell, apart by semicolons or line breaks; undefined when a quote does not end. */
export function textsOfCell(cell: string): readonly string[] | undefined {
  const text = cell.trim();
  if (text === noneCell) return [];
  const parts = /\s*(?:"((?:[^"]|"")*)"\s*(?=[;\n]|$)|([^;\n]*))(;|\n|$)/gy;
  const found: string[] = [];
  const whole = unguarded(text);
  for (let end = 0; end <= whole.length;) {
    parts.lastIndex = end;
    const match = parts.exec(whole);
    if (!match) return undefined;
    const [all, quoted, bare = '', sign] = match;
    if (quoted === undefined && bare.startsWith('"')) return undefined;
    if (quoted !== undefined) found.push(withoutNames(quoted.replaceAll('""', '"')));
    else if (bare.trim() !== '') found.push(withoutNames(bare.trim()));
    if (sign === '') break;
    end += all.length;
  }
  return found;
}

/** Characters of a cell that nobody sees, by name; undefined when there is none. */
export function hiddenIn(cell: string): string | undefined {
  const found = cell.trim().replaceAll(/\r?\n/g, ' ').match(hidden);
  return found ? nameOf([...new Set(found)].join('')) : undefined;
}
