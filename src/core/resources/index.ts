import { auditEvents } from './auditEvents.ts';
import { balance } from './balance.ts';
import { charges } from './charges.ts';
import { deliveries } from './deliveries.ts';
import { invoices } from './invoices.ts';
import { jobs } from './jobs.ts';
import type { ResourceKind } from './kind.ts';
import { mobileNumbers } from './mobile-numbers.ts';
import { numbers } from './numbers.ts';
import { recharge } from './recharge.ts';
import { usage } from './usage.ts';

/** Everything an account holds, in the order of the sidebar. A new kind is a file and a line here. */
export const kinds: readonly ResourceKind[] = [
  numbers,
  mobileNumbers,
  jobs,
  balance,
  recharge,
  charges,
  usage,
  invoices,
  deliveries,
  auditEvents,
];
