import { t } from '@vscode/l10n';
import { accountOf, learned, type ReadOptions } from '../core/files/account.ts';
import { readJson } from '../core/files/jsonRows.ts';
import { matchRows, type Matched } from '../core/files/match.ts';
import { openPlan, wrongAccount, type OpenedPlan } from '../core/files/planFile.ts';
import type { FileProblem } from '../core/files/problem.ts';
import { isJson, isPlan, placed } from '../core/files/formats.ts';
import { readPlan } from '../core/files/readPlan.ts';
import { idsByName, mayBeName } from '../core/files/value.ts';
import { readCsv, type FileRows } from '../core/files/rows.ts';
import type { Proposal } from '../core/plan/proposal.ts';
import type { ChoiceLists } from '../core/state/choiceLists.ts';
import type { Choice, ChoiceSource } from '../core/resources/choices.ts';
import { choicesOf } from '../core/state/choicesOf.ts';
import type { Session } from '../core/state/session.ts';

/** What a file comes to in an account. */
export interface Imported {
  /** What can be reviewed; absent when nothing can. */
  readonly proposal?: Proposal;
  /** How many rows, or numbers of a plan, the file has. */
  readonly count: number;
  /** How many are so already. */
  readonly alike: number;
  readonly problems: readonly FileProblem[];
  readonly remarks: readonly string[];
}

/** Reads a file of changes: CSV or JSON of numbers, or a plan. `name` tells which. Throws a Failure. */
export async function readChanges(
  text: string,
  name: string,
  session: Session,
  options: ReadOptions,
): Promise<Imported> {
  if (isPlan(text, name)) return readPlanFile(text, session, options);
  const title = t('Import {0}', name);
  const file = isJson(name) ? readJson(text) : await readCsvWithNames(text, session);
  const { wishes, alike, problems } = await matched(file, session, options);
  return {
    ...(wishes.length > 0 && { proposal: { source: 'import', title, wishes, deletions: [] } }),
    count: file.count,
    alike,
    problems: [...file.problems, ...problems].sort((one, other) => one.line - other.line),
    remarks: [],
  };
}

/** What the account holds already is never refused, however odd: where the list does not tell it, it is read. */
async function matched(
  { rows, settings }: FileRows,
  { door }: Session,
  options: ReadOptions,
): Promise<Matched> {
  const account = await accountOf(door, rows, settings, options);
  const first = matchRows(rows, account);
  if (first.doubtful.length === 0) return first;
  const numbers = first.doubtful.map(({ number }) => number);
  return matchRows(rows, await learned(door, account, numbers, settings, options));
}

/** Names of connections and the like are looked up only when a cell holds something that may be one. */
async function readCsvWithNames(text: string, session: Session): Promise<FileRows> {
  const asked = new Set<ChoiceSource>();
  const first = readCsv(text, (source, name) => {
    if (mayBeName(name)) asked.add(source);
    return undefined;
  });
  if (asked.size === 0) return first;
  const lists = choicesOf(session);
  await Promise.all([...asked].map((source) => lists.fresh(source)));
  const named = new Map([...asked].map((source) => [source, idsByName(choicesFrom(lists, source))]));
  return readCsv(text, (source, name) => named.get(source)?.get(name.toLowerCase()));
}

function choicesFrom(lists: ChoiceLists, source: ChoiceSource): readonly Choice[] {
  const state = lists.state(source);
  if (state?.phase === 'failed') throw state.failure;
  return state?.phase === 'ready' ? state.choices : [];
}

async function readPlanFile(text: string, session: Session, options: ReadOptions): Promise<Imported> {
  const read = readPlan(text);
  if (!read.ok) return { count: 0, alike: 0, problems: placed(read.problems, text), remarks: [] };
  const opened = openPlan(read.file);
  const { proposal, remarks } = opened;
  const count = proposal.wishes.length + proposal.deletions.length;
  const refusal = await refusalOf(opened, session, options);
  if (refusal !== undefined)
    return { count, alike: 0, problems: [{ line: 1, sentence: refusal, about: 'file' }], remarks: [] };
  return { ...(count > 0 && { proposal }), count, alike: 0, problems: [], remarks };
}

async function refusalOf(opened: OpenedPlan, { door, profile }: Session, options: ReadOptions) {
  if (opened.account.id === profile.id) return undefined;
  const { wishes, deletions } = opened.proposal;
  const ids = [...wishes.map(({ number }) => number), ...deletions].map(({ id }) => ({ id }));
  const account = await accountOf(door, ids, [], options);
  return wrongAccount(
    opened,
    profile,
    ({ id, phoneNumber }) => account.byId(id)?.name.phoneNumber === phoneNumber,
  );
}
