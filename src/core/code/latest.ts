/** Looks at things again and again; of the looks at one thing only the newest one's answer counts. */
export class Latest<K extends object> {
  readonly #turns = new WeakMap<K, object>();

  /** Lets no look count that is under way. */
  forget(thing: K): void {
    this.#turns.delete(thing);
  }

  /** The answer of a look; undefined when another was begun meanwhile, or the thing was forgotten. Rejects as the look. */
  async of<T>(thing: K, look: () => Promise<T>): Promise<{ readonly answer: T } | undefined> {
    const turn = {};
    this.#turns.set(thing, turn);
    const answer = await look();
    return this.#turns.get(thing) === turn ? { answer } : undefined;
  }
}
