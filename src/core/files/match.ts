import { t } from '@vscode/l10n';
import type { NumberName, Wish } from '../plan/plan.ts';
import { differing, only, Shared, wrongIn } from '../plan/wishes.ts';
import type { Offers } from '../settings/record.ts';
import type { Table, Values } from '../settings/setting.ts';
import { numberTable } from '../settings/table.ts';
import type { FileProblem } from './problem.ts';
import type { FileRow } from './rows.ts';

/** What an account holds of one number. */
export interface Known {
  readonly name: NumberName;
  readonly base: Values;
  readonly offers: Offers;
}

/** The numbers of an account, by both names. */
export interface Account {
  byPhoneNumber(phoneNumber: string): Known | undefined;
  byId(id: string): Known | undefined;
}

/** What the rows of a file come to in an account. */
export interface Matched {
  /** Wishes that change something. */
  readonly wishes: readonly Wish[];
  /** How many numbers are as wished already. */
  readonly alike: number;
  readonly problems: readonly FileProblem[];
}

/** Finds the numbers of rows and judges what is wished for them against what the account holds. */
export function matchRows(rows: readonly FileRow[], account: Account, table: Table = numberTable): Matched {
  const wishes: Wish[] = [];
  const problems: FileProblem[] = [];
  const shared = new Shared();
  let alike = 0;
  for (const row of rows) {
    const known = knownOf(row, account);
    if ('sentence' in known) {
      problems.push(known);
      continue;
    }
    const mine = differing(row.mine, known.base);
    const wrong = wrongIn(mine, known, table);
    if (wrong) problems.push(row.problem(wrong.sentence, wrong.setting));
    else if (Object.keys(mine).length === 0) alike += 1;
    else wishes.push({ number: known.name, base: only(known.base, mine), mine: shared.one(mine) });
  }
  return { wishes, alike, problems };
}

function knownOf(row: FileRow, account: Account): Known | FileProblem {
  const { phoneNumber, id } = row;
  const byNumber = phoneNumber === undefined ? undefined : account.byPhoneNumber(phoneNumber);
  const byId = id === undefined ? undefined : account.byId(id);
  if (phoneNumber !== undefined && !byNumber)
    return row.problem(
      t('This account has no phone number {0}. Take the line away, or switch to its account.', phoneNumber),
    );
  if (id !== undefined && phoneNumber === undefined && !byId)
    return row.problem(t('This account has no phone number with the ID {0}.', id));
  // A number that was sold and bought again has a new id, and is another number.
  if (byNumber && id !== undefined && byNumber.name.id !== id)
    return row.problem(
      t(
        'In this account {0} has the ID {1}, not {2}: the file is about another number, or an older one. Empty the ID to mean this one.',
        byNumber.name.phoneNumber,
        byNumber.name.id,
        id,
      ),
    );
  const known = byNumber ?? byId;
  return known ?? row.problem(t('This line names no number.'));
}
