import type { NumberTrait, Traits } from '../billing/groups.ts';
import { noneCode, unknownCode } from '../find/column.ts';
import type { NumberIndex } from '../find/numberIndex.ts';

/** Telnyx did not tell it for this number. */
export const untoldKey = '\u0000untold';

const columns = { connection: 'connection', 'billing-group': 'billingGroup' } as const;

/** What the list of numbers tells of each number that was charged, as it is now. */
export function traitsIn(index: NumberIndex): Traits {
  const rows = new Map<string, number>();
  for (const [row, phone] of index.phones.entries()) if (index.isThere(row)) rows.set(phone, row);
  return (phone, dimension) => {
    // Reports and lists are both documented to hold +E.164; a missing sign would be no other number.
    const row = rows.get(phone) ?? rows.get(`+${phone}`);
    return row === undefined ? undefined : traitOf(index, row, dimension);
  };
}

function traitOf(index: NumberIndex, row: number, dimension: NumberTrait): readonly string[] {
  if (dimension === 'tag') return index.tags.texts(row) ?? [untoldKey];
  const column = columns[dimension];
  const code = index.codes(column)[row] ?? unknownCode;
  if (code === unknownCode) return [untoldKey];
  return code === noneCode ? [] : [index.words(column).text(code)];
}
