import { t } from '@vscode/l10n';
import { isJson } from './body.ts';

/** A body as somebody on the way may have had it, or have made it. */
export interface Variant {
  /** What it is, after "The signature holds over", e.g. `the same JSON without spaces between`. */
  readonly name: string;
  readonly text: string;
  /** It holds a secret: it is not kept. */
  readonly secret?: boolean;
}

type Rewrite = (text: string) => string | undefined;

/** JSON without the spaces between its parts; numbers, order and escapes stay as they are written. */
const withoutSpaces: Rewrite = (text) =>
  text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, word: string | undefined) => word ?? '');

/** One space after colons and commas, as Python writes it. */
const withSpaces: Rewrite = (text) =>
  withoutSpaces(text)?.replace(
    /("(?:[^"\\]|\\.)*")|[:,]/g,
    (found, word: string | undefined) => word ?? `${found} `,
  );

const written =
  (indent?: number | string): Rewrite =>
  (text) =>
    JSON.stringify(JSON.parse(text), null, indent);

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inside]) => [key, sorted(inside)]));
}

const escaped: Rewrite = (text) =>
  text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const unescaped: Rewrite = (text) =>
  text.replace(/(\\\\)|\\u([0-9a-f]{4})/gi, (found, pair: string | undefined, code: string) => {
    const unit = String.fromCharCode(parseInt(code, 16));
    // What has to be escaped stays so.
    return pair !== undefined || /[\0-\x1f"\\]/.test(unit) ? found : unit;
  });

/** How JSON comes to be other text with the same meaning. */
const rewritings: readonly (readonly [name: () => string, rewrite: Rewrite])[] = [
  [() => t('the same JSON without spaces between its parts'), withoutSpaces],
  [() => t('the same JSON parsed and written again'), written()],
  [() => t('the same JSON indented by two spaces'), written(2)],
  [() => t('the same JSON indented by four spaces'), written(4)],
  [() => t('the same JSON indented by tabs'), written('\t')],
  [() => t('the same JSON with a space after colons and commas'), withSpaces],
  [
    () => t('the same JSON with its keys in alphabetical order'),
    (text) => JSON.stringify(sorted(JSON.parse(text))),
  ],
  [() => t('the same JSON with its characters written as \\u escapes'), escaped],
  [() => t('the same JSON with its \\u escapes written as characters'), unescaped],
  [() => t('the same JSON with its slashes escaped'), (text) => text.replace(/\\\/|\//g, '\\/')],
  [() => t('the same JSON with its slashes not escaped'), (text) => text.replaceAll('\\/', '/')],
];

/** Escapes come on top of another way to write spaces. */
const onTop: readonly Rewrite[] = [escaped, unescaped, (text) => text.replace(/\\\/|\//g, '\\/')];

/** Backwards, since a pattern would look at every line break anew. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && '\r\n'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

const endings: readonly (readonly [name: () => string, rewrite: Rewrite])[] = [
  [() => t('the same text without the line break at its end'), withoutEnd],
  [() => t('the same text with a line break at its end'), (text) => `${text}\n`],
  [() => t('the same text with a CR LF at its end'), (text) => `${text}\r\n`],
  [() => t('the same text without the space around it'), (text) => text.trim()],
  [() => t('the same text without its byte order mark'), (text) => text.replace(/^\ufeff/, '')],
  [() => t('the same text with line breaks as LF'), (text) => text.replaceAll('\r\n', '\n')],
  [() => t('the same text with line breaks as CR LF'), (text) => text.replace(/\r?\n/g, '\r\n')],
];

/** Deeper JSON than anybody can write down again has no other form. */
function attempted(rewrite: Rewrite, text: string): string | undefined {
  try {
    return rewrite(text);
  } catch {
    return undefined;
  }
}

/** Other texts that a body may have been before it was decoded, logged, copied or written again; none twice. */
export function bodyVariants(body: string): readonly Variant[] {
  const found = new Map<string, string>();
  const add = (name: string, text: string | undefined) => {
    if (text !== undefined && text !== body && !found.has(text)) found.set(text, name);
  };
  for (const [name, rewrite] of endings) add(name(), rewrite(body));
  const json = body.replace(/^\ufeff/, '').trim();
  if (isJson(json))
    for (const [name, rewrite] of rewritings) {
      const text = attempted(rewrite, json);
      add(name(), text);
      if (text === undefined) continue;
      add(t('{0}, and a line break at its end', name()), `${text}\n`);
      for (const further of onTop) add(t('{0}, and its characters escaped otherwise', name()), further(text));
    }
  return [...found].map(([text, name]) => ({ name, text }));
}

/** Where two texts part, with what stands there in each. */
export interface Difference {
  /** Characters that are the same, counted from the start. */
  readonly at: number;
  readonly given: string;
  readonly signed: string;
}

export function differenceOf(given: string, signed: string): Difference {
  let at = 0;
  while (at < given.length && given[at] === signed[at]) at += 1;
  const from = Math.max(0, at - 12);
  // As JSON, so that spaces, line breaks and escapes are seen.
  const part = (text: string) => JSON.stringify(text.slice(from, at + 28));
  return { at, given: part(given), signed: part(signed) };
}
