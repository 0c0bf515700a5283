import type { NumberTrait, Traits } from '../billing/groups.ts';
import type { Known } from '../billing/leaks.ts';
import { inapplicableCode, noneCode, unknownCode } from '../find/column.ts';
import type { NumberIndex } from '../find/numberIndex.ts';
import type { Single } from '../find/singleColumns.ts';
import { lostStatuses } from '../resources/numbers.ts';

/** Telnyx did not tell it for this number. */
export const untoldKey = '\u0000untold';

const columns = { connection: 'connection', 'billing-group': 'billingGroup' } as const;

/** What the list of numbers tells of each number that was charged, as it is now. */
export function traitsIn(index: NumberIndex): Traits {
  const rowOf = rowsByPhone(index);
  return (phone, dimension) => {
    const row = rowOf(phone);
    return row === undefined ? undefined : traitOf(index, row, dimension);
  };
}

/** How ordinary numbers are set up, as the list tells it; those that are not the account's any more are not there. */
export function knownIn(index: NumberIndex): Known {
  const rowOf = rowsByPhone(index, (row) => !index.isMobile(row));
  const words = (row: number, column: Single) => {
    const code = index.codes(column)[row] ?? unknownCode;
    return code === unknownCode ? undefined : code === noneCode ? '' : index.words(column).text(code);
  };
  const isSet = (told: string | undefined) => (told === undefined ? undefined : told !== '');
  return (phone) => {
    const row = rowOf(phone);
    if (row === undefined) return undefined;
    const status = words(row, 'status');
    if (lostStatuses.has(status)) return undefined;
    const emergency = words(row, 'emergency');
    return {
      id: index.id(row),
      status,
      connection: isSet(words(row, 'connection')),
      messaging: isSet(words(row, 'messagingProfile')),
      emergency: emergency === undefined ? undefined : emergencyOn.has(emergency),
    };
  };
}

const emergencyOn: ReadonlySet<string> = new Set(['active', 'provisioning']);

function rowsByPhone(
  index: NumberIndex,
  counts: (row: number) => boolean = () => true,
): (phone: string) => number | undefined {
  const rows = new Map<string, number>();
  for (const [row, phone] of index.phones.entries()) {
    if (!index.isThere(row) || !counts(row)) continue;
    // A mobile number tells less than an ordinary one that is called the same.
    if (!index.isMobile(row) || !rows.has(phone)) rows.set(phone, row);
  }
  // Reports and lists are both documented to hold +E.164; a missing sign would be no other number.
  return (phone) => rows.get(phone) ?? rows.get(`+${phone}`);
}

function traitOf(index: NumberIndex, row: number, dimension: NumberTrait): readonly string[] {
  if (dimension === 'tag') return index.tags.texts(row) ?? [untoldKey];
  const column = columns[dimension];
  const code = index.codes(column)[row] ?? unknownCode;
  if (code === unknownCode) return [untoldKey];
  return code === noneCode || code === inapplicableCode ? [] : [index.words(column).text(code)];
}
