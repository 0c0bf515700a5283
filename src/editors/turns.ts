const ended = (work: Promise<unknown>): Promise<void> =>
  work.then(
    () => undefined,
    () => undefined,
  );

/** Reads a number; what it resolves to takes what was read. */
type Read = () => Promise<() => void>;

/**
 * Looks at one number and writes to it, in order. What was read before a write had ended is old by then, however late the
 * answer comes: it is thrown away and read anew. One look at a time, so that an older one never comes last.
 */
export class Turns {
  /** Ends with the writes that have begun: another one whenever a write begins. */
  #writes: Promise<unknown> = Promise.resolve();
  /** Ends with the last look. */
  #looks: Promise<void> = Promise.resolve();
  #next: { read: Read; readonly done: Promise<void> } | undefined;

  async write<T>(work: () => Promise<T>): Promise<T> {
    const done = work();
    this.#writes = Promise.all([this.#writes, ended(done)]);
    return await done;
  }

  /** Who asks while a look waits for its turn shares it. Rejects when a reading does that no write came into. */
  look(read: Read): Promise<void> {
    if (this.#next) {
      this.#next.read = read;
      return this.#next.done;
    }
    const done = this.#looks.then(() => {
      const latest = this.#next?.read ?? read;
      this.#next = undefined;
      return this.#look(latest);
    });
    this.#next = { read, done };
    this.#looks = ended(done);
    return done;
  }

  async #look(read: Read): Promise<void> {
    for (;;) {
      const writes = this.#writes;
      await writes;
      const take = await read().catch((thrown: unknown) => {
        if (this.#writes === writes) throw thrown;
      });
      if (this.#writes === writes) return take?.();
    }
  }
}
