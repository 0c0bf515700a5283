export interface Disposable {
  dispose(): void;
}

/** The shape of VS Code's own events, so that core's can be handed to it as they are. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** An event and its trigger. A listener that throws does not keep the others from hearing. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<(value: T) => void>();

  readonly event: Event<T> = (listener) => {
    // A wrapper of its own, so that the same function may listen twice.
    const entry = (value: T) => {
      listener(value);
    };
    this.#listeners.add(entry);
    return { dispose: () => void this.#listeners.delete(entry) };
  };

  fire(value: T): void {
    const failures: unknown[] = [];
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'A listener failed');
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
