import type { Call } from './call.ts';
import { Refusal, type Answer } from './envelope.ts';
import type { DetailRecord, DetailType } from './detail-record.ts';
import { detailTypes } from './detail-types.ts';
import type { Ground } from './ground.ts';
import { page, recordPages } from './page.ts';
import { Random } from './random.ts';
import { day, iso, startOfDay, startOfMonth } from './time.ts';

const made = new WeakMap<Ground, Map<string, readonly DetailRecord[]>>();

/** The records of one type over the last 60 days, newest first. */
function recordsOf(ground: Ground, type: DetailType): readonly DetailRecord[] {
  const known = made.get(ground) ?? new Map<string, readonly DetailRecord[]>();
  made.set(ground, known);
  const found = known.get(type.name);
  if (found) return found;
  const random = new Random(ground.settings.seed, 'details', type.name);
  let time = ground.epoch;
  const records = Array.from({ length: type.count }, (_, nth) => {
    time -= Math.floor((random.next() * 2 * 60 * day) / type.count);
    return type.make(ground, random, time, nth);
  });
  known.set(type.name, records);
  return records;
}

/** 400 as the detail-record search words it: without a pointer. */
function refuse(detail: string): Refusal {
  return new Refusal(400, [{ code: '10011', title: 'Bad Request', detail }]);
}

/** From the first day named to before the first day after it. */
function dateRange(name: string, now: number): readonly [number, number] {
  const today = startOfDay(now);
  const week = today - ((new Date(now).getUTCDay() + 6) % 7) * day;
  const month = (move: number): readonly [number, number] => [
    startOfMonth(now, move),
    startOfMonth(now, move + 1),
  ];
  const ranges: Readonly<Record<string, readonly [number, number]>> = {
    yesterday: [today - day, today],
    today: [today, today + day],
    tomorrow: [today + day, today + 2 * day],
    last_week: [week - 7 * day, week],
    this_week: [week, week + 7 * day],
    next_week: [week + 7 * day, week + 14 * day],
    last_month: month(-1),
    this_month: month(0),
    next_month: month(1),
  };
  const days = /^last_(\d{1,4})_days$/.exec(name)?.[1];
  const found = days === undefined ? ranges[name] : ([today - Number(days) * day, today + day] as const);
  if (!found) throw refuse(`Invalid date range ${name}`);
  return found;
}

const operators: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
  '': (value, wanted) => value === wanted,
  eq: (value, wanted) => value === wanted,
  gt: (value, wanted) => value > wanted,
  gte: (value, wanted) => value >= wanted,
  lt: (value, wanted) => value < wanted,
  lte: (value, wanted) => value <= wanted,
  contains: (value, wanted) => value.includes(wanted),
  starts_with: (value, wanted) => value.startsWith(wanted),
  ends_with: (value, wanted) => value.endsWith(wanted),
};

function textOf(value: unknown): string {
  return typeof value === 'string'
    ? value
    : value === null || value === undefined
      ? ''
      : JSON.stringify(value);
}

type Test = (record: DetailRecord) => boolean;

function fieldTest(name: string, wanted: string, fields: ReadonlySet<string>): Test {
  const [, field = '', operator = ''] = /^filter\[([^\]]+)\](?:\[([a-z_]+)\])?$/.exec(name) ?? [];
  const compare = operators[operator];
  if (!fields.has(field)) throw refuse(`Invalid filter field ${field}`);
  if (!compare) throw refuse(`Invalid filter operator ${operator}`);
  return (record) => compare(textOf(record[field]), wanted);
}

function tests(call: Call, type: DetailType, fields: ReadonlySet<string>): Test[] {
  const found: Test[] = [];
  for (const name of call.query.names()) {
    const wanted = call.query.one(name) ?? '';
    if (name === 'filter[date_range]') {
      const [from, to] = dateRange(wanted, call.account.now());
      found.push((record) => textOf(record[type.time]) >= iso(from) && textOf(record[type.time]) < iso(to));
    } else if (name.startsWith('filter[') && name !== 'filter[record_type]') {
      found.push(fieldTest(name, wanted, fields));
    }
  }
  return found;
}

function ordered(call: Call, rows: DetailRecord[], fields: ReadonlySet<string>): DetailRecord[] {
  const keys = [...call.query.all('sort'), ...call.query.all('sort[]')]
    .flatMap((text) => text.split(','))
    .filter(Boolean);
  for (const key of keys) if (!fields.has(key.replace(/^-/, ''))) throw refuse(`Invalid sort field ${key}`);
  return rows.sort((a, b) => {
    for (const key of keys) {
      const field = key.replace(/^-/, '');
      const order = textOf(a[field]).localeCompare(textOf(b[field]));
      if (order !== 0) return key.startsWith('-') ? -order : order;
    }
    return 0;
  });
}

/** Operation 31. */
export function listDetailRecords(call: Call): Answer {
  const name = call.query.one('filter[record_type]');
  if (name === undefined) throw refuse('The filter[record_type] parameter is required');
  const type = detailTypes.find((known) => known.name === name);
  if (!type) throw refuse(`No matching record type was found matching given record type ${name}`);
  const records = recordsOf(call.account, type);
  const fields = new Set(records.flatMap((record) => Object.keys(record)));
  const wanted = tests(call, type, fields);
  const found = records.filter((record) => wanted.every((test) => test(record)));
  return page(call, recordPages, ordered(call, found, fields), (record) => record);
}
