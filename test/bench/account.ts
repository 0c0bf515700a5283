import type { ResourceKind } from '../../src/core/resources/kind.ts';
import { CurrentAccount, Session } from '../../src/core/state/session.ts';
import { openDoor } from '../../src/core/telnyx/client.ts';

export const apiKey = 'KEY_SAMPLE_ACCOUNT';

/** An open account at a simulator, with these kinds of things alone. */
export function openAccount(baseUrl: string, kinds: readonly ResourceKind[]) {
  const profile = {
    id: 'bench',
    name: 'Bench',
    icon: 'account',
    kind: 'account',
    readOnly: true,
    baseUrl,
  } as const;
  const session = new Session(profile, openDoor({ baseUrl, apiKey }), kinds);
  const account = new CurrentAccount();
  account.become({ phase: 'open', session });
  return { account, profile, session };
}
