import { keyIn, type Family } from '../find/family.ts';
import { mobileType } from '../find/mobileRecord.ts';
import type { NumberIndex } from '../find/numberIndex.ts';
import type { Row } from '../resources/kind.ts';
import { mobileNumbers } from '../resources/mobile-numbers.ts';
import { dotted } from '../resources/show.ts';
import { inWords } from '../resources/words.ts';
import type { Lines } from './showing.ts';

/** A mobile number among others: it says that it is one. */
export function mobileRow(raw: unknown): Row | undefined {
  const row = mobileNumbers.row(raw);
  if (!row) return undefined;
  const { item } = row;
  return { ...row, item: { ...item, description: dotted(inWords(mobileType), item.description) } };
}

interface Source {
  readonly index: NumberIndex;
  readonly refresh: (ids: readonly string[] | undefined, family: Family) => Promise<void>;
}

/** The list that mobile numbers among found ones are of: their kind is another, and they are read again in another way. */
export const mobileHome = (found: Lines, { index, refresh }: Source): Lines => ({
  kind: mobileNumbers,
  get state() {
    return found.state;
  },
  get listing() {
    return found.listing;
  },
  row(id) {
    const row = index.row(keyIn('mobile', id));
    return row === undefined ? undefined : mobileRow(index.record(row));
  },
  more: () => found.more(),
  retry: () => found.retry(),
  refresh: (ids) => refresh(ids, 'mobile'),
});
