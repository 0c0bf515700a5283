import { valuesOf, type Records } from './record.ts';
import { fieldOf, settingId, type Setting, type Table, type Values } from './setting.ts';

type Json = Readonly<Record<string, unknown>>;

const isObject = (json: unknown): json is Json =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/** Under which id `Values` keep what the object of a setting holds besides; undefined where it is in none. */
export const restId = ({ section, inside }: Setting): string | undefined =>
  inside === undefined ? undefined : `${section}.${inside}{}`;

/**
 * What the records say about every setting, and by `restId`, as JSON text, what the objects hold that are sent whole and
 * no setting can say: members nobody has heard of, and values of another shape. Whoever sends such an object sends
 * these too, or they might be lost. What only the account writes, and what is empty, is not among them.
 */
export function wholeOf(records: Records, table: Table): Values {
  const values = valuesOf(records, table);
  const rests: Record<string, string> = {};
  const seen = new Set<string>();
  for (const setting of table.settings) {
    const id = restId(setting);
    const object = setting.record && setting.inside && records[setting.record]?.[setting.inside];
    if (id === undefined || seen.has(id) || !isObject(object)) continue;
    seen.add(id);
    const own = table.settings.filter((other) => restId(other) === id);
    const said = new Set(own.filter((other) => values[settingId(other)] !== undefined).map(fieldOf));
    const rest = Object.entries(object).filter(
      ([name, value]) =>
        !said.has(name) && !table.readOnlyMembers?.includes(name) && value !== null && value !== undefined,
    );
    if (rest.length > 0) rests[id] = JSON.stringify(sorted(Object.fromEntries(rest)));
  }
  return seen.size === 0 ? values : { ...values, ...rests };
}

/** What travels along with a setting without being one. */
export function restIn(values: Values, setting: Setting): Json {
  const id = restId(setting);
  const text = id === undefined ? undefined : values[id];
  const json: unknown = typeof text === 'string' ? JSON.parse(text) : {};
  return isObject(json) ? json : {};
}

/** The same JSON as the same text, in whatever order a list or a single read tells it. */
function sorted(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(sorted);
  if (!isObject(json)) return json;
  const entries = Object.entries(json).map(([name, value]) => [name, sorted(value)] as const);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}
