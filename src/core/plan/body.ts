import { wireValue } from '../settings/kinds.ts';
import {
  fieldOf,
  settingId,
  type Setting,
  type Table,
  type Value,
  type Values,
} from '../settings/setting.ts';
import { restIn } from '../settings/rest.ts';
import type { Body } from './operations.ts';
import type { Change } from './plan.ts';

/** What a setting is to be: the wish where there is one, else what the account holds. */
function wanted(setting: Setting, changes: readonly Change[], live: Values): Value | undefined {
  const change = changes.find((one) => one.setting === setting);
  if (change) return change.mine === undefined ? undefined : wireValue(setting, change.mine);
  // What is not set and not touched is not sent: most types forbid null.
  const value = live[settingId(setting)] ?? undefined;
  return value === undefined ? undefined : wireValue(setting, value);
}

/** The named fields, without those nobody can say. */
function fieldsOf(
  settings: readonly Setting[],
  changes: readonly Change[],
  live: Values,
): Readonly<Record<string, Value>> {
  const fields: Record<string, Value> = {};
  for (const setting of settings) {
    const value = wanted(setting, changes, live);
    if (value !== undefined) fields[fieldOf(setting)] = value;
  }
  return fields;
}

/** The body of a request: the changed fields, and of an object that holds one of them all that the account holds in it. */
export function bodyOf(changes: readonly Change[], live: Values, table: Table): Body {
  const plain = changes.map(({ setting }) => setting).filter(({ inside }) => inside === undefined);
  const objects = new Set(changes.flatMap(({ setting }) => setting.inside ?? []));
  const whole = [...objects].map((name) => {
    const [operation] = changes.map(({ setting }) => setting.operation);
    const own = table.settings.filter(
      (setting) => setting.inside === name && setting.operation === operation,
    );
    const rest = own[0] ? restIn(live, own[0]) : {};
    return [name, { ...rest, ...fieldsOf(own, changes, live) }] as const;
  });
  return { ...fieldsOf(plain, changes, live), ...Object.fromEntries(whole) };
}

/** Both fields of operation 19, of which one may be unchanged; undefined when one of them is not known. */
export function emergencyOf(changes: readonly Change[], live: Values, table: Table) {
  const own = table.settings.filter(({ operation }) => operation === 19);
  const { emergency_enabled: enabled, emergency_address_id: address } = fieldsOf(own, changes, live);
  if (typeof enabled !== 'boolean' || typeof address !== 'string') return undefined;
  return { emergency_enabled: enabled, emergency_address_id: address };
}
