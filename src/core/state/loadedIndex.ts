import type { NumberIndex } from '../find/numberIndex.ts';
import type { ResourceKind } from '../resources/kind.ts';
import { mobileNumbers } from '../resources/mobile-numbers.ts';
import type { Event } from './emitter.ts';
import { foundRow } from './foundPages.ts';
import type { LoadedSource } from './loaded.ts';
import type { Reading } from './reading.ts';

interface Indexed {
  readonly index: NumberIndex;
  readonly reading: Reading;
  readonly warnings: readonly string[];
  readonly onDidChange: Event<undefined>;
}

/** What a search has read of the numbers of one kind. */
export function indexedNumbers(finder: Indexed, { name: kind }: ResourceKind): LoadedSource {
  return {
    kind,
    get complete() {
      return finder.reading.phase === 'done' && finder.warnings.length === 0;
    },
    *find(names) {
      const { index } = finder;
      const { phones } = index;
      for (let row = 0; row < index.rows; row++) {
        const phone = phones[row];
        if (phone === undefined || !index.isThere(row)) continue;
        if (index.isMobile(row) !== (kind === mobileNumbers.name)) continue;
        if (!names.has(phone) && !names.has(index.id(row))) continue;
        yield [phone, foundRow(index, row)] as const;
      }
    },
    onDidChange: finder.onDidChange,
  };
}
