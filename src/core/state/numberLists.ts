import type { Family } from '../find/family.ts';
import type { NumberIndex } from '../find/numberIndex.ts';
import { mobilePages, ordinaryPages, type Pages } from '../find/pages.ts';
import type { ResourceKind } from '../resources/kind.ts';
import { mobileNumbers } from '../resources/mobile-numbers.ts';
import { numbers } from '../resources/numbers.ts';
import { collectionOf } from './collection.ts';
import type { Disposable } from './emitter.ts';
import { Intake, type FamilyList } from './intake.ts';
import type { Change } from './listing.ts';
import type { Session } from './session.ts';

interface Hearing {
  /** Rows of a list that is ready have changed. */
  readonly changed: (family: Family, change: Change) => void;
  /** Somebody wants rows read again; without ids, all. */
  readonly asked: (family: Family, ids: readonly string[] | undefined) => void;
}

type OwnList = FamilyList & { readonly intake: Intake };

/** The lists of numbers that the sidebar has, one for each family: what they have read goes into an index, too. */
export class NumberLists implements Disposable {
  readonly numbers: OwnList;
  /** Absent where the session has no such kind. */
  readonly mobile: OwnList | undefined;
  readonly #listening: readonly Disposable[];

  constructor(session: Session, index: NumberIndex, hearing: Hearing) {
    const list = (kind: ResourceKind, pages: Pages): OwnList => {
      const own = { collection: collectionOf(session, kind), pages };
      return { ...own, intake: new Intake(index, own) };
    };
    this.numbers = list(numbers, ordinaryPages());
    this.mobile = session.kinds.includes(mobileNumbers) ? list(mobileNumbers, mobilePages) : undefined;
    this.#listening = this.all.flatMap(({ collection, pages: { family } }) => [
      collection.onDidChange((change) => {
        if (collection.state.phase === 'ready') hearing.changed(family, change);
      }),
      collection.onDidAsk((ids) => hearing.asked(family, ids)),
    ]);
  }

  /** Takes over what a list has read; of all of them where no family is named. */
  take(change: Change, family?: Family): void {
    for (const { intake, pages } of this.all)
      if (family === undefined || pages.family === family) intake.take(change);
  }

  /** Reads the numbers of a family with these ids again; without ids, all of both. */
  async refresh(ids?: readonly string[], family: Family = 'numbers'): Promise<void> {
    const lists = this.all.filter(({ pages }) => ids === undefined || pages.family === family);
    await Promise.all(lists.map(({ collection }) => collection.refresh(ids)));
  }

  get all(): readonly OwnList[] {
    return this.mobile ? [this.numbers, this.mobile] : [this.numbers];
  }

  dispose(): void {
    for (const listener of this.#listening) listener.dispose();
  }
}
