import assert from 'node:assert/strict';
import { auditCommands } from '../../src/commands/audit.ts';
import { deliveryPageCommands } from '../../src/commands/deliveryPages.ts';
import { itemCommands } from '../../src/commands/items.ts';
import { planCommands } from '../../src/commands/plans.ts';
import { replayCommands } from '../../src/commands/replays.ts';
import { viewCommands } from '../../src/commands/views.ts';
import { commands } from '../../src/core/model/names.ts';
import { CurrentAccount } from '../../src/core/state/session.ts';
import { RecordDocuments } from '../../src/editors/records.ts';
import { LaterTabs } from '../../src/panels/laterTabs.ts';
import type { Handlers } from '../../src/commands/register.ts';

/** Commands that no palette has, as somebody runs them by a key of their own. */
describe('A command of rows that is run without one', () => {
  const account = new CurrentAccount();
  const records = new RecordDocuments(account);
  const never = new LaterTabs<never>('telnyx.test.never', () => Promise.reject(new Error('not asked for')));
  const handlers: Partial<Handlers> = {
    ...itemCommands(records),
    ...viewCommands(account),
    ...auditCommands(account, records),
    ...deliveryPageCommands(account, never),
    ...replayCommands({ account, replays: never, signatures: never }),
    ...planCommands({
      home: () => Promise.reject(new Error('not asked for')),
      refresh: () => assert.fail('not asked for'),
    }),
  };
  after(() => {
    never.dispose();
    records.dispose();
  });

  for (const id of [
    commands.copyLabel,
    commands.copyId,
    commands.copyExplanation,
    commands.viewJson,
    commands.refreshItem,
    commands.retry,
    commands.compareChange,
    commands.replayDelivery,
    commands.showPlan,
    commands.resumePlan,
    commands.undoPlan,
    commands.exportPlan,
    commands.forgetPlan,
  ])
    it(`says so: ${id}`, async () => {
      const run = async () => {
        await handlers[id]?.();
      };
      await assert.rejects(run, /Choose this from the menu of a row/);
    });
});
