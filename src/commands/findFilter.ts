import { t } from '@vscode/l10n';
import { QuickInputButtons, window, type QuickPickItem } from 'vscode';
import { filterFields, withFilter, type FilterField, type Query, type Value } from '../core/find/query.ts';
import type { Facet } from '../core/find/found.ts';
import { paymentMethods } from '../core/find/server.ts';
import { valueKey } from '../core/find/values.ts';
import { fieldName } from '../core/find/words.ts';
import { grouped } from '../core/model/text.ts';
import { finderOf } from '../core/state/finder.ts';
import { stillOpen } from '../core/state/left.ts';
import { askChoice, back, type Back } from '../host/ask.ts';
import { inLabel } from '../host/plainText.ts';
import type { Where } from './findWhere.ts';

/** Asks for a field, then for its values; each shows how many numbers have it. */
export async function filter({ session, finder, show }: Where): Promise<void> {
  finder.prepare();
  const query = await askFilter(finder);
  if (query) {
    stillOpen(session);
    finder.set(query);
    await show();
  } else if (!session.closed) {
    finderOf(session).leave();
  }
}

/** The query with another filter; undefined when the person thought better of it. */
async function askFilter(finder: Where['finder']): Promise<Query | undefined> {
  let field: FilterField | undefined;
  for (;;) {
    const chosen = await askField(finder, field);
    if (chosen === undefined || chosen === back) return undefined;
    field = chosen;
    const values = await askValues(finder, field);
    if (values === undefined) return undefined;
    if (values !== back) return withFilter(finder.query, field, values);
  }
}

function askField(
  finder: Where['finder'],
  active: FilterField | undefined,
): Promise<FilterField | Back | undefined> {
  const { filters } = finder.query;
  return askChoice<FilterField>({
    title: t('Filter Numbers'),
    step: 1,
    of: 2,
    placeholder: t('What should the numbers have in common? Filters on several fields all hold.'),
    choices: filterFields.map((field) => {
      const names = filters[field]?.map((value) => finder.nameOf(field, value)).join(t(' or '));
      return {
        label: fieldName(field),
        ...(names !== undefined && { description: inLabel(names) }),
        value: field,
      };
    }),
    active: (field) => field === active,
  });
}

interface ValueItem extends QuickPickItem {
  readonly value: Value;
}

/** Values found so far, and those chosen already, which may be found no more. */
function facetsOf(finder: Where['finder'], field: FilterField, chosen: readonly Value[]): readonly Facet[] {
  const found = finder.facets(field);
  const fixed = field === 'payment' ? paymentMethods.map((method): Value => `=${method}`) : [];
  const keys = new Set(found.map(({ value }) => valueKey(field, value)));
  const missing = [...new Set([...chosen, ...fixed])].filter((value) => !keys.has(valueKey(field, value)));
  return [...found, ...missing.map((value) => ({ value, name: finder.nameOf(field, value), count: 0 }))];
}

/** Any of several values; the list fills while numbers are still being read, and keeps what is ticked. */
function askValues(
  finder: Where['finder'],
  field: FilterField,
): Promise<readonly Value[] | Back | undefined> {
  finder.prepare(field);
  const pick = window.createQuickPick<ValueItem>();
  pick.title = t('Filter Numbers by {0}', fieldName(field));
  pick.step = 2;
  pick.totalSteps = 2;
  pick.canSelectMany = true;
  pick.buttons = [QuickInputButtons.Back];
  pick.ignoreFocusOut = true;
  pick.placeholder = t('Tick any; none ticked takes the filter away.');
  let ticked: readonly Value[] = finder.query.filters[field] ?? [];
  const draw = () => {
    const { phase } = finder.reading;
    pick.busy = phase === 'reading';
    pick.title =
      phase === 'done'
        ? t('Filter Numbers by {0}', fieldName(field))
        : t('Filter Numbers by {0} ({1})', fieldName(field), finder.progress);
    pick.keepScrollPosition = true;
    pick.items = facetsOf(finder, field, ticked).map(({ value, name, count }) => ({
      label: inLabel(name),
      description: grouped(count),
      value,
    }));
    const keys = new Set(ticked.map((value) => valueKey(field, value)));
    pick.selectedItems = pick.items.filter(({ value }) => keys.has(valueKey(field, value)));
  };
  draw();
  return new Promise((resolve) => {
    const listeners = [
      finder.onDidChange(draw),
      pick.onDidChangeSelection((items) => {
        ticked = items.map(({ value }) => value);
      }),
      pick.onDidTriggerButton(() => {
        resolve(back);
        pick.hide();
      }),
      pick.onDidAccept(() => {
        resolve(ticked);
        pick.hide();
      }),
      pick.onDidHide(() => {
        resolve(undefined);
        for (const listener of listeners) listener.dispose();
        pick.dispose();
      }),
    ];
    pick.show();
  });
}
