import type { Telnyx } from 'telnyx';
import type { Call } from './call.ts';
import { unprocessable, type Answer } from './envelope.ts';
import { auditPages, page } from './page.ts';

function moment(call: Call, name: string): number | undefined {
  const text = call.query.one(`filter[${name}]`);
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw unprocessable('must be an ISO 8601 date-time', `/filter/${name}`);
  return time;
}

/** Operation 27. */
export function listAuditEvents(call: Call): Answer {
  const after = moment(call, 'created_after') ?? -Infinity;
  const before = moment(call, 'created_before') ?? Infinity;
  const sort = call.query.one('sort') ?? 'desc';
  if (sort !== 'asc' && sort !== 'desc')
    throw unprocessable('must be asc or desc', '/sort', 'Invalid sorting value');
  const found = call.account.audit.visible().filter((event) => {
    const time = Date.parse(event.created_at);
    return time > after && time < before;
  });
  const rows = sort === 'asc' ? found.toReversed() : found;
  return page(call, auditPages, rows, (event): Telnyx.AuditEventListResponse => event);
}
