import { findMobile, findNumber } from '../core/plan/named.ts';
import type { NumberName } from '../core/plan/plan.ts';
import { mobileTable } from '../core/settings/mobile.ts';
import type { RecordKey, Table } from '../core/settings/setting.ts';
import { numberTable } from '../core/settings/table.ts';
import type { Door } from '../core/telnyx/door.ts';

/** What the documents of one folder are made of. */
export interface Family {
  readonly table: Table;
  /** Finds a number by its +E.164. */
  readonly find: (door: Door, phoneNumber: string) => Promise<NumberName | undefined>;
  /** Its rows in the sidebar. */
  readonly kind: 'number' | 'mobile-number';
}

export const families = {
  numbers: { table: numberTable, find: findNumber, kind: 'number' },
  mobile: { table: mobileTable, find: findMobile, kind: 'mobile-number' },
} as const satisfies Readonly<Record<string, Family>>;

/** Every record that the documents of a table are read from. */
export function recordsIn({ primary, sections, settings }: Table): readonly RecordKey[] {
  const told = [...sections, ...settings].flatMap(({ record }) => record ?? []);
  return [...new Set([primary, ...told])];
}
