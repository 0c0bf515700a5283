import { setTimeout as sleep } from 'node:timers/promises';

/** Repeats an act until it worked; for clicks and keys that a window may swallow while it is still busy. */
export async function until(what: string, act: () => Promise<boolean>, longest = 45_000): Promise<void> {
  const deadline = Date.now() + longest;
  while (!(await act())) {
    if (Date.now() > deadline) throw new Error(`Waited ${String(longest / 1000)} s: ${what}`);
    await sleep(50);
  }
}

/** Whether something becomes true within a moment. */
export function settles(state: () => Promise<boolean>): Promise<boolean> {
  return until('it settles', state, 2_000).then(
    () => true,
    () => false,
  );
}
