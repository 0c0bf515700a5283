import { t } from '@vscode/l10n';
import { safeParse } from 'valibot';
import { commands } from '../core/model/names.ts';
import { beforeSchema } from '../core/protocol/timeline.ts';
import { stillOpen } from '../core/state/left.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import type { LaterTabs } from '../panels/laterTabs.ts';
import type { TimelineTabs } from '../panels/timelineTabs.ts';
import { pickNumber } from './pickNumber.ts';
import type { Handlers } from './register.ts';
import { subjectsIn } from './subject.ts';

/** What happened to a number; `before` something, where a page says so. */
export function timelineCommands(account: CurrentAccount, timelines: LaterTabs<TimelineTabs>) {
  return {
    [commands.showTimeline]: async (...args: unknown[]) => {
      const session = account.needed();
      const before = safeParse(beforeSchema, args[1]);
      const given = subjectsIn('number', args);
      const asked =
        given.length > 0
          ? given
          : [
              await pickNumber(session, {
                title: t('Show Timeline'),
                unknown: t('Look for it, whether the account has it or not'),
                mobile: true,
              }),
            ];
      const tabs = await timelines.load();
      for (const number of asked)
        if (number) {
          stillOpen(session);
          const { phoneNumber, id } = number;
          tabs.show(
            { phoneNumber, ...(id !== undefined && { id }) },
            before.success ? before.output : undefined,
          );
        }
    },
  } satisfies Partial<Handlers>;
}
