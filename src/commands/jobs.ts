import { t } from '@vscode/l10n';
import { commands as vsCode, window } from 'vscode';
import { commands, views } from '../core/model/names.ts';
import { jobStatuses, jobsWhere, jobTypes, type JobFilter } from '../core/resources/jobs.ts';
import { inWords } from '../core/resources/words.ts';
import { narrowingOf } from '../core/state/narrowing.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import { askChoice, back } from '../host/ask.ts';
import type { Handlers } from './register.ts';

const kind = 'job';

/** Which jobs the view of jobs shows. */
export function jobCommands(account: CurrentAccount) {
  return {
    [commands.filterJobs]: async () => {
      const session = account.needed();
      const filter = await askFilter();
      if (!filter || session.closed) return;
      const line = lineOf(filter);
      narrowingOf(session).set(kind, line === undefined ? undefined : { kind: jobsWhere(filter), line });
      await vsCode.executeCommand(`${views.jobs}.focus`);
    },
    [commands.showAllJobs]: () => {
      if (account.session) narrowingOf(account.session).set(kind, undefined);
    },
  } satisfies Partial<Handlers>;
}

type Type = JobFilter['type'] | 'any';

/** Asks for a type, then for statuses; undefined when the person thought better of it. */
async function askFilter(): Promise<JobFilter | undefined> {
  let active: Type | undefined;
  for (;;) {
    const type = await askChoice<Type>({
      title: t('Filter Jobs'),
      step: 1,
      of: 2,
      placeholder: t('Jobs of which type?'),
      choices: [
        { label: t('Any type'), value: 'any' },
        ...jobTypes.map((one) => ({ label: inWords(one) ?? one, value: one })),
      ],
      active: (one) => one === active,
    });
    if (type === undefined || type === back) return undefined;
    active = type;
    const statuses = await askStatuses();
    if (statuses) return { ...(type !== 'any' && { type }), statuses };
  }
}

/** Undefined: back to the type. None chosen means any. */
async function askStatuses(): Promise<JobFilter['statuses']> {
  const items = jobStatuses.map((status) => ({ label: inWords(status) ?? status, status }));
  const chosen = await window.showQuickPick(items, {
    canPickMany: true,
    title: t('Filter Jobs (2/2)'),
    placeHolder: t('In which status? None means any.'),
    ignoreFocusOut: true,
  });
  return chosen?.map(({ status }) => status);
}

/** The filter in words; undefined when it lets everything through. */
function lineOf({ type, statuses = [] }: JobFilter): string | undefined {
  const parts = [
    ...(type ? [inWords(type) ?? type] : []),
    ...(statuses.length > 0 ? [statuses.map((status) => inWords(status) ?? status).join(t(' or '))] : []),
  ];
  return parts.length === 0 ? undefined : t('Only: {0}', parts.join(' · '));
}
