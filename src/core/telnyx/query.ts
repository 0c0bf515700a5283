/**
 * A query string with nested brackets and arrays as `key[]=a&key[]=b`. The SDK itself joins arrays with commas,
 * which the API refuses for `filter[status]` of operation 7. Undefined values are left out, null is sent empty.
 */
export function stringifyQuery(query: object): string {
  return Object.entries(query)
    .flatMap(([key, value]) => pairs(key, value))
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .join('&');
}

function pairs(key: string, value: unknown): [string, string][] {
  if (value === undefined) return [];
  if (value === null) return [[key, '']];
  if (value instanceof Date) return [[key, value.toISOString()]];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => pairs(`${key}[]`, item));
  if (typeof value === 'object')
    return Object.entries(value).flatMap(([name, item]) => pairs(`${key}[${name}]`, item));
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? [[key, String(value)]]
    : [];
}
