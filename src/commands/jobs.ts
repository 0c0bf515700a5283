import { t } from '@vscode/l10n';
import { commands as vsCode } from 'vscode';
import { commands, views } from '../core/model/names.ts';
import { jobStatuses, jobTypes, type JobFilter } from '../core/resources/jobFilter.ts';
import { inWords } from '../core/resources/words.ts';
import { jobsLookOf } from '../core/state/jobsLook.ts';
import { stillOpen } from '../core/state/left.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import { askChoice, askSeveral, back } from '../host/ask.ts';
import type { Handlers } from './register.ts';

/** Which jobs the view of jobs shows. */
export function jobCommands(account: CurrentAccount) {
  return {
    [commands.filterJobs]: async () => {
      const session = account.needed();
      const look = jobsLookOf(session);
      const filter = await askFilter(look.filter);
      if (!filter) return;
      stillOpen(session);
      look.put(filter);
      await vsCode.executeCommand(`${views.jobs}.focus`);
    },
    [commands.showAllJobs]: () => {
      if (account.session) jobsLookOf(account.session).put({});
    },
  } satisfies Partial<Handlers>;
}

const title = () => t('Filter Jobs');

/** Asks for a type, then for statuses; undefined when the person thought better of it. */
async function askFilter({ type, statuses = [] }: JobFilter): Promise<JobFilter | undefined> {
  let active = type ?? 'any';
  for (;;) {
    const chosen = await askChoice<NonNullable<JobFilter['type']> | 'any'>({
      title: title(),
      step: 1,
      of: 2,
      placeholder: t('Jobs of which type?'),
      choices: [
        { label: t('Any type'), value: 'any' },
        ...jobTypes.map((value) => ({ label: inWords(value) ?? value, value })),
      ],
      active: (one) => one === active,
    });
    if (chosen === undefined || chosen === back) return undefined;
    active = chosen;
    const ticked = await askSeveral<(typeof jobStatuses)[number]>({
      title: title(),
      step: 2,
      of: 2,
      placeholder: t('In which status? None means any.'),
      choices: jobStatuses.map((value) => ({ label: inWords(value) ?? value, value })),
      ticked: (status) => statuses.includes(status),
    });
    if (ticked === undefined) return undefined;
    if (ticked !== back)
      return {
        ...(chosen !== 'any' && { type: chosen }),
        ...(ticked.length > 0 && { statuses: ticked }),
      };
  }
}
