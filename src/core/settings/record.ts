import * as v from 'valibot';
import { decodeValue } from './kinds.ts';
import { settingId, type SectionKey, type Setting, type Value, type Values } from './setting.ts';
import { settings } from './table.ts';

const numberSchema = v.looseObject({
  id: v.pipe(v.string(), v.nonEmpty()),
  phone_number: v.pipe(v.string(), v.nonEmpty()),
  status: v.nullish(v.string()),
});

/** A number as operation 15 tells it. Unknown fields and values stay in `raw`, untouched. */
export interface NumberRecord {
  /** A decimal string of up to 19 digits; never a JavaScript number. */
  readonly id: string;
  /** +E.164. */
  readonly phoneNumber: string;
  /** As the server spells it; absent when it does not say. */
  readonly status?: string;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** Decodes the `data` of operations 15 and 16 and a row of operation 5; throws when it is not a number. */
export function decodeNumber(data: unknown): NumberRecord {
  const raw = v.parse(numberSchema, data);
  return {
    id: raw.id,
    phoneNumber: raw.phone_number,
    ...(typeof raw.status === 'string' ? { status: raw.status } : {}),
    raw,
  };
}

/** The records from which the sections of one number are read. */
export type Records = Readonly<Partial<Record<SectionKey, Readonly<Record<string, unknown>>>>>;

/** What the records say about every setting; a value of a shape we do not know counts as unknown. */
export function valuesOf(records: Records, table: readonly Setting[] = settings): Values {
  const values: Record<string, Value> = {};
  for (const setting of table) {
    const record = records[setting.section];
    const name = setting.readAs ?? setting.key;
    if (!record || !(name in record)) continue;
    const value = decodeValue(setting, record[name]);
    if (value !== undefined) values[settingId(setting)] = value;
  }
  return values;
}

/** What operation 15 says about every setting it tells. */
export function valuesOfNumber(record: NumberRecord, table: readonly Setting[] = settings): Values {
  return valuesOf({ general: record.raw }, table);
}
