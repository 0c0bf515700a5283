import type { Values } from '../settings/setting.ts';

/** Equal values as one object, so that a hundred thousand numbers stay small and are judged once. */
export class Interner {
  readonly #known = new Map<string, Values>();

  intern(values: Values): Values {
    const key = JSON.stringify(values);
    const known = this.#known.get(key);
    if (known) return known;
    this.#known.set(key, values);
    return values;
  }
}
