import type { ChoiceSource } from '../resources/choices.ts';
import { isJson, isPlan, placed } from './formats.ts';
import { readJson } from './jsonRows.ts';
import { loadedRows, type NumbersHere } from './loadedRows.ts';
import { matchRows, type Account } from './match.ts';
import type { FileProblem } from './problem.ts';
import { readPlan } from './readPlan.ts';
import { readCsv, type FileRows } from './rows.ts';
import type { IdsNamed } from './value.ts';

/** What is known here of the account that a file is for. Nothing is asked for. */
export interface KnownHere {
  /** What is loaded of its numbers and jobs; absent: nothing. */
  readonly numbers?: NumbersHere;
  /** The ids by name of a source; undefined while nobody knows them. */
  readonly named?: (source: ChoiceSource) => ReadonlyMap<string, readonly string[]> | undefined;
}

/** What an import of a file would come to, as far as it is known without asking the account. */
export interface Checked {
  /** How many numbers the file is about. */
  readonly count: number;
  /** What would be refused. */
  readonly refused: readonly FileProblem[];
  /**
   * What would not be read, what would be refused unless the account holds just that already, numbers that were not
   * there when the account was listed, and those that the plan would send nothing for since a job works on them.
   */
  readonly doubtful: readonly FileProblem[];
  /** What hinders nothing and is good to know: deletion locks that are on. */
  readonly noted: readonly FileProblem[];
}

/** Stands for the id of a name that cannot be looked up now: it is no problem before somebody looked. */
const someId = '0';

/** Checks a file with the very parts that read it when it is imported. */
export function checkFile(text: string, name: string, known: KnownHere): Checked {
  if (isPlan(text, name)) return checkPlan(text);
  const file = isJson(name) ? readJson(text) : readCsv(text, namesOf(known));
  const { problems, doubtful } = matchRows(file.rows, accountOf(file));
  const unsure = new Set(doubtful.map(({ problem }) => problem));
  const { missing, busy, locked } = loadedRows(file.rows, known.numbers);
  for (const problem of [...missing, ...busy]) unsure.add(problem);
  const all = [...file.problems, ...problems, ...missing, ...busy].sort(
    (one, other) => one.line - other.line,
  );
  const isSure = (problem: FileProblem) => problem.about !== 'note' && !unsure.has(problem);
  return {
    count: file.count,
    refused: all.filter(isSure),
    doubtful: all.filter((problem) => !isSure(problem)),
    noted: locked,
  };
}

function checkPlan(text: string): Checked {
  const read = readPlan(text);
  if (!read.ok) return { count: 0, refused: placed(read.problems, text), doubtful: [], noted: [] };
  const { changes, deletions } = read.file;
  const count = changes.reduce((sum, { numbers }) => sum + numbers.length, deletions.length);
  return { count, refused: [], doubtful: placed(read.problems, text), noted: [] };
}

function namesOf({ named }: KnownHere): IdsNamed {
  return (source, name) => {
    const ids = named?.(source);
    return ids ? ids.get(name.toLowerCase()) : [someId];
  };
}

/** An account that has whatever it is asked for, and tells nothing of it. */
function accountOf({ rows }: FileRows): Account {
  const ids = new Map(rows.map(({ phoneNumber, id }) => [phoneNumber, id]));
  return {
    byPhoneNumber: (phoneNumber) => ({ name: { id: ids.get(phoneNumber) ?? '', phoneNumber }, told: {} }),
    byId: (id) => ({ name: { id, phoneNumber: '' }, told: {} }),
  };
}
