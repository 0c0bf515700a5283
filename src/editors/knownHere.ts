import type { KnownHere } from '../core/files/check.ts';
import { idsByName } from '../core/files/value.ts';
import { busyNumbersOf } from '../core/state/busyNumbers.ts';
import { choicesOf } from '../core/state/choicesOf.ts';
import type { Disposable } from '../core/state/emitter.ts';
import { loadedOf } from '../core/state/loaded.ts';
import type { CurrentAccount } from '../core/state/session.ts';

/** What files are checked with: what is loaded of the account in use. */
export function knownOf({ session }: CurrentAccount): KnownHere {
  if (!session) return {};
  const loaded = loadedOf(session);
  const busy = busyNumbersOf(session);
  const lists = choicesOf(session);
  return {
    // Files of numbers take no mobile ones.
    numbers: {
      complete: loaded.isComplete('number'),
      find: (names) => loaded.find(names, 'number'),
      jobOf: (name) => busy.jobOf(name),
    },
    named: (source) => {
      const state = lists.state(source);
      return state?.phase === 'ready' ? idsByName(state.choices) : undefined;
    },
  };
}

/** Calls back when that may be another. The first time at once. */
export function followKnown(account: CurrentAccount, again: () => void): Disposable {
  let listening: readonly Disposable[] = [];
  const stop = () => {
    for (const one of listening) one.dispose();
  };
  const follow = () => {
    stop();
    const { session } = account;
    const known = session ? [loadedOf(session), busyNumbersOf(session), choicesOf(session)] : [];
    listening = known.map((one) => one.onDidChange(again));
    again();
  };
  follow();
  const following = account.onDidChange(follow);
  return {
    dispose: () => {
      following.dispose();
      stop();
    },
  };
}
