import type { ChoiceSource } from '../resources/choices.ts';
import { matchRows, type Account } from './match.ts';
import { isJson, isPlan, placed } from './formats.ts';
import { readJson } from './jsonRows.ts';
import type { FileProblem } from './problem.ts';
import { readPlan } from './readPlan.ts';
import { readCsv, type FileRows } from './rows.ts';
import type { IdsNamed } from './value.ts';

/** What is known here of the account that a file is for. Nothing is asked for. */
export interface KnownHere {
  /** Those of these phone numbers that it has; undefined while not all of its numbers are known. */
  readonly owned?: (phoneNumbers: ReadonlySet<string>) => ReadonlySet<string>;
  /** The ids by name of a source; undefined while nobody knows them. */
  readonly named?: (source: ChoiceSource) => ReadonlyMap<string, readonly string[]> | undefined;
}

/** What an import of a file would come to, as far as it is known without asking the account. */
export interface Checked {
  /** How many numbers the file is about. */
  readonly count: number;
  /** What would be refused. */
  readonly refused: readonly FileProblem[];
  /** What would not be read, and what would be refused unless the account holds just that already. */
  readonly doubtful: readonly FileProblem[];
}

/** Stands for the id of a name that cannot be looked up now: it is no problem before somebody looked. */
const someId = '0';

/** Checks a file with the very parts that read it when it is imported. */
export function checkFile(text: string, name: string, known: KnownHere): Checked {
  if (isPlan(text, name)) return checkPlan(text);
  const file = isJson(name) ? readJson(text) : readCsv(text, namesOf(known));
  const { problems, doubtful } = matchRows(file.rows, accountOf(file, known));
  const unsure = new Set(doubtful.map(({ problem }) => problem));
  const all = [...file.problems, ...problems].sort((one, other) => one.line - other.line);
  const isSure = (problem: FileProblem) => problem.about !== 'note' && !unsure.has(problem);
  return {
    count: file.count,
    refused: all.filter(isSure),
    doubtful: all.filter((problem) => !isSure(problem)),
  };
}

function checkPlan(text: string): Checked {
  const read = readPlan(text);
  if (!read.ok) return { count: 0, refused: placed(read.problems, text), doubtful: [] };
  const { changes, deletions } = read.file;
  const count = changes.reduce((sum, { numbers }) => sum + numbers.length, deletions.length);
  return { count, refused: [], doubtful: [] };
}

function namesOf({ named }: KnownHere): IdsNamed {
  return (source, name) => {
    const ids = named?.(source);
    return ids ? ids.get(name.toLowerCase()) : [someId];
  };
}

/** An account that has what is not known to be missing, and tells nothing of it. */
function accountOf({ rows }: FileRows, { owned }: KnownHere): Account {
  const has = owned?.(new Set(rows.flatMap(({ phoneNumber }) => phoneNumber ?? [])));
  const ids = new Map(rows.map(({ phoneNumber, id }) => [phoneNumber, id]));
  return {
    byPhoneNumber: (phoneNumber) =>
      has?.has(phoneNumber) === false
        ? undefined
        : { name: { id: ids.get(phoneNumber) ?? '', phoneNumber }, told: {} },
    byId: (id) => ({ name: { id, phoneNumber: '' }, told: {} }),
  };
}
