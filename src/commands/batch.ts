import { t } from '@vscode/l10n';
import { commands } from '../core/model/names.ts';
import { findNumber } from '../core/plan/named.ts';
import type { NumberName } from '../core/plan/plan.ts';
import { stillOpen } from '../core/state/left.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import { Failure } from '../core/telnyx/failure.ts';
import { refusedAsReadOnly } from '../core/telnyx/outgoing.ts';
import type { BatchTabs } from '../panels/batchTabs.ts';
import type { LaterTabs } from '../panels/laterTabs.ts';
import { ableNumbers } from './able.ts';
import { askFamily } from './askFamily.ts';
import type { Handlers } from './register.ts';

/** Choosing settings for many numbers at once. */
export function batchCommands(account: CurrentAccount, batch: LaterTabs<BatchTabs>) {
  return {
    [commands.changeSettings]: async (...args) => {
      const session = account.needed();
      if (session.profile.readOnly) throw refusedAsReadOnly();
      const subjects = ableNumbers('change-settings', args);
      if (subjects.length === 0 && args.length > 0) return;
      if (subjects.length === 0)
        throw misuse(
          t('Select one or more numbers in the Numbers view, then choose Change Settings from their menu.'),
        );
      const asked = await askFamily(t('Change Settings'), subjects);
      if (!asked) return;
      const numbers = new Map<string, NumberName>();
      for (const { id, phoneNumber } of asked.subjects) {
        // A link knows the number only.
        const known = id ?? (await findNumber(session.door, phoneNumber))?.id;
        if (known === undefined) throw misuse(t('This account has no number {0}.', phoneNumber));
        numbers.set(known, { id: known, phoneNumber });
      }
      const tabs = await batch.load();
      stillOpen(session);
      tabs.open(asked.family, [...numbers.values()]);
    },
  } satisfies Partial<Handlers>;
}

const misuse = (sentence: string) => new Failure({ kind: 'misuse', sentence, wayOut: 'none' });
