import { accountLeft } from '../core/state/left.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import { Failure } from '../core/telnyx/failure.ts';

/**
 * A command that was asked for while an account was open, to be run now and perhaps once more. What ends because that
 * account was left is told, since nobody cancelled it; and what it is about (`args`) is never looked for in another account.
 */
export function ofAccount(
  account: CurrentAccount,
  args: readonly unknown[],
  run: () => unknown,
): () => Promise<unknown> {
  const asked = account.session;
  return async () => {
    const { session } = account;
    if (asked && args.length > 0 && session?.profile.id !== asked.profile.id) throw accountLeft(asked);
    try {
      return await run();
    } catch (thrown) {
      const stopped = thrown instanceof Failure && thrown.kind === 'cancelled';
      throw stopped && session?.closed ? accountLeft(session) : thrown;
    }
  };
}
