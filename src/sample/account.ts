import { AuditLog } from './audit-log.ts';
import { BulkOrders } from './bulk-orders.ts';
import { settleEmergency } from './emergency-state.ts';
import { Ground } from './ground.ts';
import { makeInvoices, type InvoiceRow } from './invoice-history.ts';
import { JobBoard } from './job-board.ts';
import { makeMobile, type MobileRecord } from './mobile-record.ts';
import type { SampleSettings } from './options.ts';
import { Purse } from './purse.ts';
import { DeliveryBoard } from './webhook-board.ts';

/** Makes a part of the account when it is first asked for. */
function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

interface Parts {
  readonly jobs: JobBoard;
  readonly bulkOrders: BulkOrders;
  readonly audit: AuditLog;
  readonly purse: Purse;
  readonly mobile: () => readonly MobileRecord[];
  readonly deliveries: DeliveryBoard;
  readonly invoices: () => readonly InvoiceRow[];
}

/** The whole state of one sample account. Handlers read it and change it; nothing else does. */
export type Account = Ground & Parts;

export function createAccount(settings: SampleSettings): Account {
  const ground = new Ground(settings);
  const audit = new AuditLog(ground);
  const parts: Parts = {
    audit,
    jobs: new JobBoard(ground, audit),
    bulkOrders: new BulkOrders(ground, audit),
    purse: new Purse(settings.variants.autoRechargeMissing),
    mobile: lazy(() => makeMobile(ground)),
    deliveries: new DeliveryBoard(ground),
    invoices: lazy(() => makeInvoices(ground)),
  };
  return Object.assign(ground, parts);
}

/** Lets everything that takes time catch up with the clock. Called before each request is answered. */
export function catchUp(account: Account): void {
  account.jobs.catchUp();
  for (const record of account.provisioning) settleEmergency(account, record);
}
