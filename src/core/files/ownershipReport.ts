import { t } from '@vscode/l10n';
import { brief, grouped } from '../model/text.ts';
import type { Ownership } from '../resources/ownership.ts';
import { cellOfText } from './cell.ts';
import type { Entries, Entry } from './numberEntries.ts';
import type { NumberList } from './numberList.ts';
import { csv } from './writeCsv.ts';

/** A list whose numbers were looked for in an account. */
export interface CheckedList extends Pick<Entries, 'headings' | 'unread'> {
  readonly account: string;
  readonly list: NumberList;
  readonly ownership: Ownership;
}

type Result = 'not-found' | 'unknown' | 'malformed' | 'national' | 'duplicate' | 'found';

/** What became of an entry. */
interface Line extends Entry {
  readonly result: Result;
  readonly phoneNumber?: string;
  readonly id?: string | undefined;
  /** For a number that was there before: in which line. */
  readonly first?: number;
}

const words: Readonly<Record<Result, () => string>> = {
  'not-found': () => t('Not found'),
  unknown: () => t('Not known'),
  malformed: () => t('Malformed'),
  national: () => t('Without a country code'),
  duplicate: () => t('Duplicates'),
  found: () => t('Found'),
};

/** Every entry in the order of the list. */
function linesOf({ list, ownership }: CheckedList): readonly Line[] {
  const { found, notFound } = ownership;
  const lines: Line[] = [
    ...list.numbers.map((entry): Line => {
      const { phoneNumber } = entry;
      if (found.has(phoneNumber)) return { ...entry, result: 'found', id: found.get(phoneNumber) };
      return { ...entry, result: notFound.has(phoneNumber) ? 'not-found' : 'unknown' };
    }),
    ...list.duplicates.map((entry): Line => ({ ...entry, result: 'duplicate' })),
    ...list.national.map((entry): Line => ({ ...entry, result: 'national' })),
    ...list.malformed.map((entry): Line => ({ ...entry, result: 'malformed' })),
  ];
  return lines.sort((one, other) => one.line - other.line);
}

/** The numbers with a result, in the order of the list. */
export function numbersWith(checked: CheckedList, result: 'found' | 'not-found'): readonly string[] {
  return linesOf(checked).flatMap((line) => (line.result === result ? (line.phoneNumber ?? []) : []));
}

function lineText({ line, written, phoneNumber, first }: Line): string {
  const shown = brief(written, 120);
  const name = phoneNumber ?? shown;
  const parts = [
    t('line {0}', grouped(line)),
    ...(first === undefined ? [] : [t('first in line {0}', grouped(first))]),
    ...(phoneNumber === undefined || shown === phoneNumber ? [] : [t('written {0}', shown)]),
  ];
  return `  ${name.padEnd(18)}  ${parts.join(', ')}`;
}

/** Which columns were read, and which were not. */
function columnsText({ headings, unread }: CheckedList): readonly string[] {
  const named = (all: readonly string[]) => all.map((heading) => `"${brief(heading)}"`).join(', ');
  const [heading, ...more] = headings;
  return [
    ...(heading !== undefined && more.length === 0 ? [t('Read from the column "{0}".', brief(heading))] : []),
    ...(more.length > 0 ? [t('Read from the columns {0}.', named(headings))] : []),
    ...(unread.length > 0
      ? [t('Not read, though what they hold looks like numbers: {0}.', named(unread))]
      : []),
  ];
}

/** The result as a text for people: how many of each kind, what that means, then each entry. */
export function reportText(checked: CheckedList): string {
  const { account, ownership } = checked;
  const lines = linesOf(checked);
  const kinds = (Object.keys(words) as Result[]).map((result) => ({
    result,
    own: lines.filter((line) => line.result === result),
  }));
  const told = kinds.filter(
    ({ result, own }) => own.length > 0 || result === 'found' || result === 'not-found',
  );
  const widest = Math.max(...told.map(({ own }) => grouped(own.length).length));
  // What was looked for stands first among the counts, and last where every entry follows.
  const counts = [...told.slice(-1), ...told.slice(0, -1)].map(
    ({ result, own }) => `${grouped(own.length).padStart(widest)}  ${words[result]()}`,
  );
  const sections = kinds.flatMap(({ result, own }) =>
    own.length === 0 ? [] : ['', `${words[result]()} (${grouped(own.length)})`, ...own.map(lineText)],
  );
  const { stopped } = ownership;
  return [
    t('Ownership of numbers: {0}', brief(account)),
    ...columnsText(checked),
    '',
    ...counts,
    '',
    t('"Found" means that this account owns the number and that it can be edited.'),
    t('A number that is not found may still be on its way, such as while it is ported.'),
    ...(stopped ? [t('Not all numbers were asked about. {0}', stopped.sentence)] : []),
    ...sections,
    '',
  ].join('\n');
}

/** The same as CSV: a row for each entry. */
export function reportCsv(checked: CheckedList): string {
  return csv([
    ['line', 'written', 'phone_number', 'result', 'id', 'first_line'],
    ...linesOf(checked).map(({ line, written, phoneNumber, result, id, first }) => [
      String(line),
      cellOfText(written),
      phoneNumber === undefined ? '' : cellOfText(phoneNumber),
      result,
      id === undefined ? '' : cellOfText(id),
      first === undefined ? '' : String(first),
    ]),
  ]);
}
