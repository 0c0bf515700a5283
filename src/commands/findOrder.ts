import { t } from '@vscode/l10n';
import { groupFields, sortFields, type GroupField, type Query, type SortField } from '../core/find/query.ts';
import { fieldName } from '../core/find/words.ts';
import { stillOpen } from '../core/state/left.ts';
import { askChoice, back, type Choice } from '../host/ask.ts';
import type { Where } from './findWhere.ts';

/** A wish that leaves the rest of the query as it is. */
async function change({ session, finder, show }: Where, query: Query): Promise<void> {
  stillOpen(session);
  finder.set(query);
  await show();
}

interface Order {
  readonly sort?: SortField;
  readonly descending?: boolean;
}

export async function sort(where: Where): Promise<void> {
  const { sort: now, descending = false, ...rest } = where.finder.query;
  const choices: Choice<Order>[] = [
    { label: t('As Telnyx lists them, newest first'), value: {} },
    ...sortFields.flatMap((field): Choice<Order>[] => [
      { label: t('{0} ascending', fieldName(field)), value: { sort: field } },
      { label: t('{0} descending', fieldName(field)), value: { sort: field, descending: true } },
    ]),
  ];
  const order = await askChoice<Order>({
    title: t('Sort Numbers'),
    placeholder: t('In which order? Numbers without a value come last.'),
    choices,
    active: (one) => one.sort === now && (one.descending ?? false) === descending,
  });
  if (order !== undefined && order !== back) await change(where, { ...rest, ...order });
}

export async function group(where: Where): Promise<void> {
  const { group: now, ...rest } = where.finder.query;
  const none = 'none';
  const field = await askChoice<GroupField | typeof none>({
    title: t('Group Numbers'),
    placeholder: t('By what? A number with two tags stands in two groups.'),
    choices: [
      { label: t('No groups'), value: none },
      ...groupFields.map((one) => ({ label: fieldName(one), value: one })),
    ],
    active: (one) => one === (now ?? none),
  });
  if (field === undefined || field === back) return;
  await change(where, field === none ? rest : { ...rest, group: field });
}
