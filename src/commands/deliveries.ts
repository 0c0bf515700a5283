import { commands as vsCode, type Memento } from 'vscode';
import { safeParse } from 'valibot';
import { commands, views } from '../core/model/names.ts';
import { deliveries } from '../core/resources/deliveries.ts';
import {
  deliveriesWhere,
  deliveryFilterSchema,
  deliveryFilterWords,
  filtersDeliveries,
  type DeliveryFilter,
} from '../core/resources/deliveryFilter.ts';
import { collectionOf } from '../core/state/collection.ts';
import { stillOpen } from '../core/state/left.ts';
import { narrowingOf } from '../core/state/narrowing.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { tailOf } from '../core/state/tail.ts';
import { readConfiguration } from '../host/configuration.ts';
import { keptFilters } from '../host/keptFilters.ts';
import { askDeliveryFilter } from './deliveryFilter.ts';
import type { Handlers } from './register.ts';

/** Which webhook deliveries the view shows, and whether new ones come by themselves. */
export function deliveryCommands(account: CurrentAccount, workspaceState: Memento) {
  const kept = () => keptFilters(workspaceState);
  const put = async (session: Session, filter: DeliveryFilter) => {
    const filters = filtersDeliveries(filter);
    const narrowed = { kind: deliveriesWhere(filter), line: deliveryFilterWords(filter) };
    await kept().keep(session.profile.id, filters ? filter : undefined);
    if (!session.closed) narrowingOf(session).set(deliveries.name, filters ? narrowed : undefined);
  };
  return {
    [commands.filterDeliveries]: async () => {
      const session = account.needed();
      const stored = safeParse(deliveryFilterSchema, kept().of(session.profile.id));
      const list = collectionOf(session, narrowingOf(session).kindOf(deliveries));
      const filter = await askDeliveryFilter(stored.success ? stored.output : {}, list.listing.rows);
      if (!filter) return;
      stillOpen(session);
      await put(session, filter);
      await vsCode.executeCommand(`${views.webhooks}.focus`);
    },
    [commands.showAllDeliveries]: () => (account.session ? put(account.session, {}) : undefined),
    [commands.startTail]: async () => {
      tailOf(account.needed()).start(() => readConfiguration().tail);
      await vsCode.executeCommand(`${views.webhooks}.focus`);
    },
    [commands.stopTail]: () => {
      if (account.session) tailOf(account.session).stop();
    },
  } satisfies Partial<Handlers>;
}
