import { t } from '@vscode/l10n';
import type { NumberName, Wish } from '../plan/plan.ts';
import { sameKnown } from '../settings/kinds.ts';
import { settingId, type Setting, type Table, type Values } from '../settings/setting.ts';
import { numberTable } from '../settings/table.ts';
import { wrongValue } from '../settings/validate.ts';
import { idHeading, phoneHeading } from './columns.ts';
import type { FileProblem } from './problem.ts';
import type { FileRow } from './rows.ts';
import { Shared } from './shared.ts';

/** A number of an account, and what its row in the list tells of its settings. */
export interface Known {
  readonly name: NumberName;
  readonly told: Values;
}

/** The numbers of an account, by both names. */
export interface Account {
  byPhoneNumber(phoneNumber: string): Known | undefined;
  byId(id: string): Known | undefined;
}

/** What the rows of a file come to in an account. */
export interface Matched {
  /** At most one for each number. Their base is empty: the review shows what the account holds. */
  readonly wishes: readonly Wish[];
  /** How many numbers wish nothing that the list does not tell already. */
  readonly alike: number;
  readonly problems: readonly FileProblem[];
  /** Problems that are none if the account holds just that value, which the list does not tell. */
  readonly doubtful: readonly { readonly number: NumberName; readonly problem: FileProblem }[];
}

/** Finds the numbers of rows and judges what is wished for them. */
export function matchRows(rows: readonly FileRow[], account: Account, table: Table = numberTable): Matched {
  const wishes: Wish[] = [];
  const problems: FileProblem[] = [];
  const shared = new Shared();
  const settings = new Map(table.settings.map((setting) => [settingId(setting), setting]));
  const doubtful: Matched['doubtful'][number][] = [];
  let alike = 0;
  for (const row of rows) {
    const known = knownOf(row, account);
    if ('sentence' in known) {
      problems.push(known);
      continue;
    }
    const mine = differing(row.mine, known.told);
    const wrong = wrongIn(mine, settings);
    if (wrong) {
      const problem = row.problem(wrong.sentence, wrong.setting);
      problems.push(problem);
      if (known.told[wrong.setting] === undefined && settings.get(wrong.setting)?.record !== undefined)
        doubtful.push({ number: known.name, problem });
    } else if (Object.keys(mine).length === 0) alike += 1;
    else wishes.push({ number: known.name, base: {}, mine: shared.one(mine) });
  }
  return { wishes, alike, problems, doubtful };
}

function knownOf(row: FileRow, account: Account): Known | FileProblem {
  const { phoneNumber, id } = row;
  const byNumber = phoneNumber === undefined ? undefined : account.byPhoneNumber(phoneNumber);
  const byId = id === undefined ? undefined : account.byId(id);
  if (phoneNumber !== undefined && !byNumber)
    return row.problem(
      t('This account has no phone number {0}. Take the line away, or switch to its account.', phoneNumber),
      phoneHeading,
    );
  if (id !== undefined && phoneNumber === undefined && !byId)
    return row.problem(t('This account has no phone number with the ID {0}.', id), idHeading);
  // A number that was sold and bought again has a new id, and is another number.
  if (byNumber && id !== undefined && byNumber.name.id !== id)
    return row.problem(
      t(
        'In this account {0} has the ID {1}, not {2}: the file is about another number, or an older one. Empty the ID to mean this one.',
        byNumber.name.phoneNumber,
        byNumber.name.id,
        id,
      ),
      idHeading,
    );
  return byNumber ?? byId ?? row.problem(t('This line names no number.'));
}

/** What the account holds already is never refused, however odd, and need not be wished. */
export function differing(mine: Values, told: Values): Values {
  return Object.fromEntries(Object.entries(mine).filter(([id, value]) => !sameKnown(told[id], value)));
}

/** The first wished value that the table refuses. */
function wrongIn(mine: Values, settings: ReadonlyMap<string, Setting>) {
  for (const [id, value] of Object.entries(mine)) {
    const setting = settings.get(id);
    const sentence = setting && wrongValue(setting, value);
    if (sentence !== undefined) return { sentence, setting: id };
  }
  return undefined;
}
