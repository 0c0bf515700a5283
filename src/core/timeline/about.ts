import type { About } from './entry.ts';

/** More levels than this no event has; a hostile one is not followed further. */
const mostDepth = 12;
const mostValues = 5000;

const number = /^\+[1-9]\d{6,14}$/;

interface Found {
  /** +E.164. */
  readonly phoneNumber: string;
  /** The field it stands in, such as `to` or `from`. */
  readonly field: string;
}

/** The phone numbers that stand as a value of their own anywhere in a record, each once, with the outermost field. */
export function numbersIn(record: unknown): readonly Found[] {
  const found = new Map<string, Found>();
  let values = 0;
  const walk = (value: unknown, field: string, depth: number) => {
    values += 1;
    if (values > mostValues) return;
    if (typeof value === 'string') {
      if (number.test(value) && !found.has(value)) found.set(value, { phoneNumber: value, field });
    } else if (typeof value === 'object' && value !== null && depth < mostDepth)
      for (const [key, inner] of Object.entries(value)) walk(inner, field === '' ? key : field, depth + 1);
  };
  walk(record, '', 0);
  return [...found.values()];
}

/** Whether what is called so is the number: records name it by its id or by itself. */
export function isCalled(
  { phoneNumber, id }: About,
  ...names: readonly (string | null | undefined)[]
): boolean {
  return names.some((name) => name !== undefined && name !== null && (name === phoneNumber || name === id));
}
