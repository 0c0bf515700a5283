/** So many characters of JSON go to a language model at most. */
export const mostCharacters = 8_000;

/**
 * JSON of bounded size. The longest list is shortened, again and again, until all fits; beside it stands how many of
 * how many are told, so that nobody takes a part for the whole. Texts are cut where lists do not suffice.
 */
export function boundedJson(value: unknown): string {
  let told = value;
  for (;;) {
    const text = JSON.stringify(told, undefined, 1);
    if (text.length <= mostCharacters) return text;
    const shorter = withShorterList(told);
    if (shorter === undefined) return cut(text);
    told = shorter;
  }
}

const cut = (text: string) => `${text.slice(0, mostCharacters)}\n… (cut: the answer is longer)`;

interface Found {
  readonly path: readonly string[];
  readonly length: number;
}

function withShorterList(value: unknown): unknown {
  const longest = lists(value, []).reduce<Found | undefined>(
    (most, one) => (most === undefined || one.length > most.length ? one : most),
    undefined,
  );
  // A list that stands in nothing has no place beside it.
  if (!longest || longest.length < 2 || longest.path.length === 0) return undefined;
  return shortened(value, longest.path, Math.floor(longest.length / 2));
}

function lists(value: unknown, path: readonly string[]): Found[] {
  if (Array.isArray(value)) return [{ path, length: value.length }];
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, part]) => lists(part, [...path, key]));
}

function shortened(value: unknown, [key = '', ...rest]: readonly string[], length: number): unknown {
  if (!isRecord(value)) return value;
  const part = value[key];
  if (rest.length > 0) return { ...value, [key]: shortened(part, rest, length) };
  if (!Array.isArray(part)) return value;
  const note = `${key}_told`;
  const all = typeof value[note] === 'string' ? value[note].replace(/^.* of /, '') : String(part.length);
  return { ...value, [key]: part.slice(0, length), [note]: `the first ${length} of ${all}` };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
