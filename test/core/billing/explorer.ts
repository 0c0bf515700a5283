import type { TestContext } from 'node:test';
import { monthOf, type Period } from '../../../src/core/billing/period.ts';
import type { KeptReports } from '../../../src/core/billing/reports.ts';
import type { Profile } from '../../../src/core/model/profile.ts';
import { kinds } from '../../../src/core/resources/index.ts';
import { CurrentAccount, Session } from '../../../src/core/state/session.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import { ChargesView } from '../../../src/panels/chargesView.ts';
import { workProfile } from '../../profile.ts';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator.ts';

const now = new Date('2025-06-20T12:00:00Z');
export const profile = { ...workProfile, readOnly: true };

export interface Explorer {
  readonly simulator: Simulator;
  readonly account: CurrentAccount;
  readonly view: ChargesView;
  /** Opens a session of a profile against the simulator. */
  readonly open: (of?: Partial<Profile>, key?: string) => void;
  /** Resolves when nothing is being loaded. */
  readonly settled: () => Promise<void>;
  /** Takes the server away. */
  readonly cutOff: () => Promise<void>;
}

interface ExplorerOptions extends SimulatorOptions {
  readonly period?: Period;
  readonly kept?: KeptReports;
}

/** The charges of an account that a simulator holds. */
export async function explorer(
  t: Pick<TestContext, 'after'>,
  { period = monthOf('2025-05-10'), kept, ...options }: ExplorerOptions = {},
): Promise<Explorer> {
  const simulator = await startSimulator({ now: () => now.getTime(), ...options });
  const account = new CurrentAccount();
  const view = new ChargesView({
    account,
    profile,
    period,
    kept: () => kept,
    language: 'en',
    now: () => now,
  });
  let closing: Promise<void> | undefined;
  const cutOff = () => (closing ??= simulator.close());
  t.after(async () => {
    view.dispose();
    account.dispose();
    await cutOff();
  });
  return {
    simulator,
    account,
    view,
    cutOff,
    open: (of = {}, key = simulator.account.keys[0]?.key ?? '') => {
      const baseUrl = simulator.url;
      const door = openDoor({ baseUrl, apiKey: key, readOnly: true, random: () => 0 });
      account.become({ phase: 'open', session: new Session({ ...profile, baseUrl, ...of }, door, kinds) });
    },
    settled: () =>
      new Promise((resolve) => {
        if (!view.state().loading) {
          resolve();
          return;
        }
        const listening = view.onDidChange(() => {
          if (view.state().loading) return;
          listening.dispose();
          resolve();
        });
      }),
  };
}
