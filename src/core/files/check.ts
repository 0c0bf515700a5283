import type { ChoiceSource } from '../resources/choices.ts';
import { isJson, isPlan, placed } from './formats.ts';
import { readJson } from './jsonRows.ts';
import { loadedPlan } from './loadedPlan.ts';
import { loadedRows, type NumbersHere } from './loadedRows.ts';
import { matchRows, type Account } from './match.ts';
import type { FileProblem } from './problem.ts';
import { readPlan } from './readPlan.ts';
import { readCsv, type FileRows } from './rows.ts';
import { mayBeName, type IdsNamed } from './value.ts';

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
  /** Sources of choices that the file names, while nobody knows their names: these names were not checked. */
  readonly unnamed: readonly ChoiceSource[];
}

/** Stands for the id of a name that cannot be looked up now: it is no problem before somebody looked. */
const someId = '0';

/** Checks a file with the very parts that read it when it is imported. */
export function checkFile(text: string, name: string, known: KnownHere): Checked {
  if (isPlan(text, name)) return checkPlan(text, known);
  const names = new Names(known);
  const file = isJson(name) ? readJson(text) : readCsv(text, names.idsNamed);
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
    unnamed: [...names.unnamed],
  };
}

function checkPlan(text: string, { numbers }: KnownHere): Checked {
  const read = readPlan(text);
  const nothing = { noted: [], unnamed: [] };
  if (!read.ok) return { count: 0, refused: placed(read.problems, text), doubtful: [], ...nothing };
  const { changes, deletions } = read.file;
  const count = changes.reduce((sum, one) => sum + one.numbers.length, deletions.length);
  const doubtful = placed([...read.problems, ...loadedPlan(read, numbers)], text);
  return { count, refused: [], doubtful, ...nothing };
}

/** The names that are known here, and the sources of which one was asked for in vain. */
class Names {
  readonly unnamed = new Set<ChoiceSource>();
  readonly #known: KnownHere;

  constructor(known: KnownHere) {
    this.#known = known;
  }

  readonly idsNamed: IdsNamed = (source, name) => {
    const ids = this.#known.named?.(source);
    if (ids) return ids.get(name.toLowerCase());
    if (mayBeName(name)) this.unnamed.add(source);
    return [someId];
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
