/** What a wait is ended with when somebody cancels it. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';

  constructor() {
    super('Cancelled');
  }
}

const listeners = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls back once when the signal aborts (at once if it has). Returns how to stop listening. However many listen,
 * the signal itself has one listener: many requests on one long-lived signal are no leak, and Node says so no more.
 */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
  if (!signal) return () => undefined;
  if (signal.aborted) {
    callback();
    return () => undefined;
  }
  const own = listeners.get(signal) ?? listen(signal);
  const entry = () => {
    callback();
  };
  own.add(entry);
  return () => void own.delete(entry);
}

function listen(signal: AbortSignal): Set<() => void> {
  const callbacks = new Set<() => void>();
  listeners.set(signal, callbacks);
  signal.addEventListener(
    'abort',
    () => {
      listeners.delete(signal);
      for (const callback of callbacks) callback();
      callbacks.clear();
    },
    { once: true },
  );
  return callbacks;
}
