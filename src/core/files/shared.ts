import type { Values } from '../settings/setting.ts';

/** Keeps equal wishes once, so that many numbers stay small. */
export class Shared {
  readonly #kept = new Map<string, Values>();

  one(values: Values): Values {
    const key = JSON.stringify(Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1)));
    const kept = this.#kept.get(key);
    if (kept) return kept;
    this.#kept.set(key, values);
    return values;
  }
}
