import { t } from '@vscode/l10n';
import * as v from 'valibot';
import type { Subject } from '../core/model/item.ts';
import { pdfNames } from '../core/resources/invoicePdf.ts';
import { Failure } from '../core/telnyx/failure.ts';
import { nodesIn, type Node } from '../tree/node.ts';

export const numberSubject = v.object({
  type: v.literal('number'),
  id: v.exactOptional(v.string()),
  phoneNumber: v.string(),
  mobile: v.exactOptional(v.literal(true)),
});

const subject = v.variant('type', [
  numberSubject,
  v.object({ type: v.literal('period'), from: v.string(), to: v.string() }),
  v.object({ type: v.literal('usage'), record: v.string() }),
  v.object({
    type: v.literal('invoice'),
    id: v.pipe(v.string(), v.minLength(1)),
    label: v.string(),
    file: v.pipe(v.string(), v.regex(pdfNames)),
  }),
  v.object({ type: v.literal('plan'), key: v.string() }),
]);

/** One subject, as a link gives it, or several, as a page gives them. */
const given = v.union([
  v.pipe(
    subject,
    v.transform((one) => [one]),
  ),
  v.array(subject),
]);

/** What has no row to be done with, as by a key that somebody has put on it, and nothing to ask for one. */
export const noRow = (): Failure =>
  new Failure({
    kind: 'misuse',
    sentence: t('Choose this from the menu of a row: it is done with that row.'),
    wayOut: 'none',
  });

/** The rows a command is run on. Throws a Failure where there is none. */
export function rowsOf(args: readonly unknown[]): readonly Node[] {
  const rows = nodesIn(args);
  if (rows.length === 0) throw noRow();
  return rows;
}

type Of<T extends Subject['type']> = Extract<Subject, { readonly type: T }>;
export type NumberSubject = Of<'number'>;

/** What a command is about: the subjects of the rows it was run on, or those that a link or a page gives. */
export function subjectsIn<T extends Subject['type']>(type: T, args: readonly unknown[]): Of<T>[] {
  const told = v.safeParse(given, args[0]);
  const all: Subject[] = told.success
    ? told.output
    : nodesIn(args).flatMap(({ item }) => item?.subject ?? []);
  return all.filter((one): one is Of<T> => one.type === type);
}
