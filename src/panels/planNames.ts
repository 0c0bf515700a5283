import type { Change } from '../core/plan/plan.ts';
import type { PlanRow } from '../core/plan/rows.ts';
import type { ChoiceLists } from '../core/state/choiceLists.ts';
import type { ChoiceSource } from '../core/resources/choices.ts';
import { showValue } from '../core/settings/kinds.ts';
import type { Value } from '../core/settings/setting.ts';
import { choicesOf } from '../core/state/choicesOf.ts';
import type { Session } from '../core/state/session.ts';

/** Says values of changes in words: the names of connections, profiles and so on stand for their ids. */
export class PlanNames {
  readonly #lists: ChoiceLists;
  readonly #wanted = new Set<ChoiceSource>();

  constructor(session: Session) {
    this.#lists = choicesOf(session);
  }

  readonly show = ({ setting }: Change, value: Value | undefined): string => {
    const { type } = setting;
    return showValue(setting, value, (id) =>
      type.kind === 'choice' ? this.#lists.name(type.from, id) : undefined,
    );
  };

  /** Loads the names that these rows need, each list once; resolves to whether any was loaded. */
  async load(rows: readonly PlanRow[]): Promise<boolean> {
    const missing = new Set<ChoiceSource>();
    for (const changes of new Set(rows.map((row) => row.changes)))
      for (const { setting } of changes)
        if (setting.type.kind === 'choice' && !this.#wanted.has(setting.type.from))
          missing.add(setting.type.from);
    for (const source of missing) this.#wanted.add(source);
    await Promise.all([...missing].map((source) => this.#lists.load(source)));
    return missing.size > 0;
  }
}
