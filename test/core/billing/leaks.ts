import type { TestContext } from 'node:test';
import { kinds } from '../../../src/core/resources/index.ts';
import { CurrentAccount, Session } from '../../../src/core/state/session.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import { LeaksView } from '../../../src/panels/leaksView.ts';
import { startSimulator } from '../../simulator.ts';
import { profile } from './explorer.ts';

export const now = new Date('2025-06-20T12:00:00Z');

/** The idle numbers of an account that a simulator holds. */
export async function leaks(t: Pick<TestContext, 'after'>, numbers = 420, clock = () => now) {
  const simulator = await startSimulator({ now: () => now.getTime(), numbers });
  const account = new CurrentAccount();
  const view = new LeaksView({ account, profile, language: 'en', now: clock });
  t.after(async () => {
    view.dispose();
    account.dispose();
    await simulator.close();
  });
  const until = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      if (holds()) {
        resolve();
        return;
      }
      const listening = view.onDidChange(() => {
        if (!holds()) return;
        listening.dispose();
        resolve();
      });
    });
  const open = async () => {
    const apiKey = simulator.account.keys[0]?.key ?? '';
    const door = openDoor({ baseUrl: simulator.url, apiKey, readOnly: true, random: () => 0 });
    const session = new Session({ ...profile, baseUrl: simulator.url }, door, kinds);
    account.become({ phase: 'open', session });
    await until(() => view.state().table !== undefined);
  };
  return { simulator, view, open, until, account };
}
