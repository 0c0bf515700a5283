import { filtersOf, type FilterField, type Query, type Value } from './query.ts';
import { termsOf } from './text.ts';

/** The filters of operation 5 that we send. */
export interface ServerFilter {
  phone_number?: string;
  status?: ServerStatus;
  number_type?: { eq: ServerType };
  country_iso_alpha2?: string;
  source?: 'ported' | 'purchased';
  tag?: string;
  without_tags?: 'true';
  connection_id?: string;
  billing_group_id?: string;
  'voice.usage_payment_method'?: PaymentMethod;
}

const statuses = [
  'purchase-pending',
  'purchase-failed',
  'port-pending',
  'active',
  'deleted',
  'port-failed',
  'emergency-only',
  'ported-out',
  'port-out-pending',
] as const;
type ServerStatus = (typeof statuses)[number];

const types = ['local', 'national', 'toll_free', 'mobile', 'shared_cost'] as const;
type ServerType = (typeof types)[number];

export const paymentMethods = ['pay-per-minute', 'channel'] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

const among = <T extends string>(list: readonly T[], text: string): T | undefined =>
  list.find((one) => one === text);

/** How one value of a field is asked for; nothing for a value that the server cannot be asked for. */
const ways: Readonly<Partial<Record<FilterField, (value: Value) => ServerFilter>>> = {
  status: (value) => {
    const status = among(statuses, value.slice(1));
    return status ? { status } : {};
  },
  type: (value) => {
    const eq = among(types, value.slice(1));
    return eq ? { number_type: { eq } } : {};
  },
  country: (value) => (real(value) ? { country_iso_alpha2: value.slice(1) } : {}),
  source: (value) => {
    if (value === '=port_request') return { source: 'ported' };
    return value === '=number_order' ? { source: 'purchased' } : {};
  },
  tag: (value) => {
    if (value === 'none') return { without_tags: 'true' };
    return real(value) ? { tag: value.slice(1) } : {};
  },
  // The word null asks for none only where that is documented: not for connections.
  connection: (value) => (real(value) ? { connection_id: value.slice(1) } : {}),
  billingGroup: (value) => {
    if (value === 'none') return { billing_group_id: 'null' };
    return real(value) ? { billing_group_id: value.slice(1) } : {};
  },
  payment: (value) => {
    const method = among(paymentMethods, value.slice(1));
    return method ? { 'voice.usage_payment_method': method } : {};
  },
};

const real = (value: Value) => value.startsWith('=');

/**
 * What of a query the server can answer (operation 5): digits only, one value a field. It gives at most part of what is
 * found here, soon; the index decides. Undefined where there is nothing to ask.
 */
export function serverFilter(query: Query): ServerFilter | undefined {
  const asked: ServerFilter = {};
  const [term, second] = termsOf(query.text);
  // Anything but digits finds nothing there, and fewer than three are refused.
  const digits = second ? undefined : (term?.whole ?? term?.digits)?.replace('+', '');
  if (digits !== undefined && digits.length >= 3) asked.phone_number = digits;
  for (const [field, values] of filtersOf(query)) {
    const [value] = values;
    if (value !== undefined && values.length === 1) Object.assign(asked, ways[field]?.(value));
  }
  return Object.keys(asked).length > 0 ? asked : undefined;
}
