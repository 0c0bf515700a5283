import { t } from '@vscode/l10n';
import { sayBlock } from '../plan/sayBlock.ts';
import { lockId } from '../plan/compare.ts';
import { decodeRecord, valuesOf } from '../settings/record.ts';
import { settingId, type Setting, type Values } from '../settings/setting.ts';
import { numberTable } from '../settings/table.ts';
import { idHeading, phoneHeading } from './columns.ts';
import { differing } from './match.ts';
import type { FileProblem } from './problem.ts';
import type { FileRow } from './rows.ts';

/** A number as the account told it when it was last listed. */
export interface NumberHere {
  readonly id: string;
  readonly raw: unknown;
}

/** What is loaded of the numbers of an account, and of its jobs. */
export interface NumbersHere {
  /** Whether these are all that the account had when it was listed. */
  readonly complete: boolean;
  /** Those of these numbers, named by +E.164 or id, that are loaded: +E.164 -> number. */
  readonly find: (names: ReadonlySet<string>) => ReadonlyMap<string, NumberHere>;
  /** The job that is still to come to a number, by its id or +E.164, as the jobs were last loaded. */
  readonly jobOf: (name: string) => string | undefined;
}

/** What is known here of the numbers of a file, each where it stands in the file. */
export interface LoadedRows {
  /** They were not there when the account was listed: some may have come since, and an import asks anew. */
  readonly missing: readonly FileProblem[];
  /** A job works on them: the plan would send nothing, in these words. */
  readonly busy: readonly FileProblem[];
  /** Their deletion lock is on, which keeps nobody from changing them. */
  readonly locked: readonly FileProblem[];
}

/** Says of the rows of a file what is loaded of their numbers. */
export function loadedRows(rows: readonly FileRow[], here: NumbersHere | undefined): LoadedRows {
  if (!here) return { missing: [], busy: [], locked: [] };
  const found = here.find(new Set(rows.flatMap(namesOf)));
  const byId = new Map([...found.values()].map((number) => [number.id, number]));
  const numberOf = ({ phoneNumber, id }: FileRow) =>
    phoneNumber === undefined ? byId.get(id ?? '') : found.get(phoneNumber);
  const isMissing = (row: FileRow) => row.phoneNumber !== undefined && !numberOf(row);
  return {
    missing: here.complete ? rows.filter(isMissing).map(sayMissing) : [],
    busy: rows.flatMap((row) => sayBusy(row, numberOf(row), here)),
    locked: rows.flatMap((row) => sayLocked(row, numberOf(row))),
  };
}

const namesOf = ({ phoneNumber, id }: FileRow): readonly string[] =>
  [phoneNumber, id].filter((name) => name !== undefined);

const headingOf = ({ phoneNumber }: FileRow) => (phoneNumber === undefined ? idHeading : phoneHeading);

const sayMissing = (row: FileRow): FileProblem =>
  row.problem(
    t(
      '{0} is not among the phone numbers of this account, as they were last loaded. The import asks Telnyx anew.',
      row.phoneNumber ?? '',
    ),
    phoneHeading,
  );

function sayBusy(row: FileRow, number: NumberHere | undefined, here: NumbersHere): FileProblem[] {
  const names = [...namesOf(row), ...(number ? [number.id] : [])];
  const sentence = wishesSomething(row.mine, number) ? busyWords(names, here) : undefined;
  return sentence === undefined ? [] : [row.problem(sentence, headingOf(row))];
}

/** What wishes nothing new is in no plan, so no job is in its way. */
export const wishesSomething = (mine: Values, number: NumberHere | undefined): boolean =>
  Object.keys(differing(mine, toldOf(number))).length > 0;

/** That a job is still to come to a number of these names; undefined where none is known of. */
export function busyWords(names: readonly string[], { jobOf }: NumbersHere): string | undefined {
  const job = names.map(jobOf).find((one) => one !== undefined);
  return job === undefined
    ? undefined
    : t('{0} So it was when the jobs were last loaded.', sayBlock({ why: 'in-job', job }));
}

/** Whether the deletion lock of a number was on when it was listed. */
export const wasLocked = (number: NumberHere | undefined): boolean =>
  toldOf(number, (setting) => settingId(setting) === lockId)[lockId] === true;

function sayLocked(row: FileRow, number: NumberHere | undefined): FileProblem[] {
  if (!wasLocked(number)) return [];
  const sentence = t(
    'Its deletion lock was on when it was last loaded: it can be changed, and not be deleted.',
  );
  return [row.problem(sentence, headingOf(row))];
}

/** What a row of the list tells of some settings. */
function toldOf(
  number: NumberHere | undefined,
  isAsked: (setting: Setting) => boolean = ({ record }) => record === 'number',
): Values {
  if (!number) return {};
  const settings = numberTable.settings.filter(isAsked);
  return valuesOf({ number: decodeRecord(number.raw) }, { ...numberTable, settings });
}
