import type { StepResult } from '../core/plan/engine.ts';
import { sameKnown } from '../core/settings/kinds.ts';
import { settingId, type Setting, type Value, type Values } from '../core/settings/setting.ts';

/** The values with what the account holds of one setting. */
function withLive(values: Values, setting: Setting, live: Values): Values {
  const id = settingId(setting);
  const rest = Object.entries(values).filter(([other]) => other !== id);
  const held = live[id];
  return Object.fromEntries(held === undefined ? rest : [...rest, [id, held]]);
}

/** What a text is judged by: what the person saw when they began, and what of the text was sent already. */
export class Footing {
  #base: Values;
  /** What a document says that has not taken the file's text yet; absent once it has. */
  #shown: Values | undefined;
  /** What was sent and cannot be seen in the account (yet): it is no wish any more, and not sent again. */
  #unseen: Values;

  constructor(base: Values, shown?: Values, unseen: Values = {}) {
    this.#base = base;
    this.#shown = shown;
    this.#unseen = unseen;
  }

  /** What the person saw: edits of a text that is about to be replaced are judged by what that text said. */
  get seen(): Values {
    return this.#shown ?? this.#base;
  }

  /** What the file's own text was made from. */
  get base(): Values {
    return this.#base;
  }

  get unseen(): Values {
    return this.#unseen;
  }

  /** What of a text is still to be sent. */
  unsent(values: Values): Values {
    const fresh = Object.entries(values).filter(([id, value]) => !sameKnown(this.#unseen[id], value));
    return Object.fromEntries(fresh);
  }

  /** Settles a conflict: what the account holds now is what the person saw. */
  accept(setting: Setting, live: Values): void {
    if (this.#shown) this.#shown = withLive(this.#shown, setting, live);
    else this.#base = withLive(this.#base, setting, live);
  }

  /** Takes what a request came to for its fields: what was saved, or cannot be seen, is no wish any more. */
  account(step: StepResult, live: Values): void {
    if (step.result !== 'saved' && step.result !== 'underway') return;
    for (const { change, became } of step.fields) {
      const { setting, mine } = change;
      const hidden = became !== 'kept' && (step.result === 'underway' || became === 'untold');
      if (hidden && mine !== undefined) this.#sent(setting, mine);
      else {
        this.accept(setting, live);
        // A document that has not taken the text yet: what a revert reads is saved as well.
        this.#base = withLive(this.#base, setting, live);
      }
    }
  }

  /** The document has taken the file's text. */
  taken(): void {
    this.#shown = undefined;
  }

  /** The file takes the document's text. */
  adopt(): void {
    this.#base = this.seen;
    this.#shown = undefined;
  }

  /** Nothing is unsent: all stands on what the account holds. `shown` is what a document says meanwhile. */
  settle(live: Values, shown: Values | undefined): void {
    this.#base = live;
    this.#shown = shown;
    this.#unseen = {};
  }

  #sent(setting: Setting, value: Value): void {
    this.#unseen = { ...this.#unseen, [settingId(setting)]: value };
  }
}
