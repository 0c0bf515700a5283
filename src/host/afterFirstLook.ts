import { Disposable } from 'vscode';

/** Within so many milliseconds the rows of a first look are on their way to be drawn. */
const firstLook = 400;

/**
 * Starts what nobody waits for when the rows of a first look are there; what it made ends with the result. A part that
 * fails is told, and keeps no other from starting.
 */
export function afterFirstLook(
  parts: readonly (() => Promise<readonly Disposable[]>)[],
  onFailure: (failure: unknown) => unknown,
): Disposable {
  const started: Disposable[] = [];
  let ended = false;
  const start = async (part: () => Promise<readonly Disposable[]>) => {
    const made = await part();
    if (ended) Disposable.from(...made).dispose();
    else started.push(...made);
  };
  const timer = setTimeout(() => {
    for (const part of parts) start(part).catch(onFailure);
  }, firstLook);
  return new Disposable(() => {
    ended = true;
    clearTimeout(timer);
    Disposable.from(...started).dispose();
  });
}
