import * as v from 'valibot';
import { unavailable } from '../resources/decode.ts';
import { decodeValue } from './kinds.ts';
import {
  fieldOf,
  settingId,
  type RecordKey,
  type Setting,
  type Table,
  type Value,
  type Values,
} from './setting.ts';
import { numberTable } from './table.ts';

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
  readonly raw: Json;
}

type Json = Readonly<Record<string, unknown>>;

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

const object = v.record(v.string(), v.unknown());

/** Looks at the thing itself and not at all it holds: a hundred thousand records are asked for every setting. */
const isObject = (json: unknown): json is Json =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/** Decodes the `data` of any single-object answer; throws when it is no object. */
export const decodeRecord = (data: unknown): Json => v.parse(object, data);

/** The records from which the sections of one number are read; absent: not read. */
export type Records = Readonly<Partial<Record<RecordKey, Json>>>;

/** What a record says at a path: the JSON there, or undefined when it is not told. */
function told(record: Json, setting: Setting): unknown {
  const path = setting.toldAt ?? [
    ...(setting.inside === undefined ? [] : [setting.inside]),
    fieldOf(setting),
  ];
  let here: unknown = record;
  for (const [at, name] of path.entries()) {
    if (!isObject(here)) return undefined;
    const absent = !Object.hasOwn(here, name) || here[name] === undefined;
    if (absent) return setting.absentIsNone && at === path.length - 1 ? null : undefined;
    here = here[name];
  }
  return here;
}

/** What the records say about every setting; a value of a shape we do not know counts as unknown. */
export function valuesOf(records: Records, table: Table = numberTable): Values {
  const values: Record<string, Value> = {};
  for (const setting of table.settings) {
    const record = setting.record && records[setting.record];
    const json = record && told(record, setting);
    if (json === undefined || (setting.type.kind === 'choice' && json === unavailable)) continue;
    const value = decodeValue(setting, json);
    if (value !== undefined) values[settingId(setting)] = value;
  }
  return values;
}

/** The words that the records allow for settings whose list depends on the number: `settingId` -> words. */
export type Offers = Readonly<Record<string, readonly string[]>>;

export function offersOf(records: Records, table: Table = numberTable): Offers {
  const strings = v.array(v.string());
  return Object.fromEntries(
    table.settings.flatMap((setting) => {
      const { type, record } = setting;
      if (type.kind !== 'enum' || type.offered === undefined || !record) return [];
      const list = records[record]?.[type.offered];
      return v.is(strings, list) ? [[settingId(setting), list]] : [];
    }),
  );
}
