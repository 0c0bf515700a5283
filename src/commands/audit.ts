import { commands as vsCode } from 'vscode';
import { commands, views } from '../core/model/names.ts';
import { decodeAuditEvent } from '../core/resources/auditEvent.ts';
import { auditLookOf } from '../core/state/auditLook.ts';
import { collectionOf } from '../core/state/collection.ts';
import { stillOpen } from '../core/state/left.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import type { RecordDocuments } from '../editors/records.ts';
import { compareSides } from '../panels/auditDifference.ts';
import type { Node } from '../tree/node.ts';
import { askAuditFilter } from './auditFilter.ts';
import type { Handlers } from './register.ts';
import { rowsOf } from './subject.ts';

/** Which audit events the view shows, and what one changed. */
export function auditCommands(account: CurrentAccount, records: RecordDocuments) {
  return {
    [commands.filterAudit]: async () => {
      const session = account.needed();
      const look = auditLookOf(session);
      const filter = await askAuditFilter(look.filter, collectionOf(session, look.kind).listing.rows);
      if (!filter) return;
      stillOpen(session);
      look.put(filter);
      await vsCode.executeCommand(`${views.audit}.focus`);
    },
    [commands.showAllAudit]: () => {
      if (account.session) auditLookOf(account.session).put({});
    },
    [commands.compareChange]: async (...args) => {
      for (const node of rowsOf(args)) {
        const event = eventOf(node);
        if (event?.changes?.length) await compareSides(records, event);
      }
    },
  } satisfies Partial<Handlers>;
}

/** The event that a line is, or is a part of. */
function eventOf({ content, parent }: Node): ReturnType<typeof decodeAuditEvent> {
  if (content.type === 'row') return decodeAuditEvent(content.row.raw);
  return parent && eventOf(parent);
}
