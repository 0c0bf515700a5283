import { safeParse, strictTuple, string } from 'valibot';
import type { Header } from './headers.ts';
import { printedValue } from './printedValue.ts';
import { headerValue, signatureHeader, timestampHeader } from './signature.ts';

const isName = (name: string) => /^[\w!#$%&'*+.^`|~-]+$/.test(name);

/** A name as CGI and its heirs (WSGI, Rack, PHP) write it is read as the header it stands for (RFC 3875, 4.1.18). */
const plainName = (name: string) =>
  /^HTTP_[A-Z\d_]+$/.test(name) ? name.slice('HTTP_'.length).replaceAll('_', '-') : name;

const named = (name: string, value: string): Header =>
  isName(name) ? { name: plainName(name), value } : { value: `${name}: ${value}` };

const isObject = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

const pairOfTexts = strictTuple([string(), string()]);

const isTexts = (list: readonly unknown[]): list is readonly string[] =>
  list.every((one) => typeof one === 'string');

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** Names and values in turn, as `rawHeaders` of Node has them. */
function flat(list: readonly string[]): readonly Header[] | undefined {
  const names = list.filter((_, at) => at % 2 === 0);
  if (list.length % 2 !== 0 || !names.every(isName)) return undefined;
  return names.map((name, at) => named(name, list[at * 2 + 1] ?? ''));
}

function ofEntry(entry: unknown): readonly Header[] {
  if (typeof entry === 'string') return ofLine(entry);
  const pair = safeParse(pairOfTexts, entry);
  if (pair.success) return [named(...pair.output)];
  if (isObject(entry)) {
    const { name, key, value } = entry;
    const told = name ?? key;
    if (typeof told === 'string' && typeof value === 'string') return [named(told, value)];
  }
  return [{ value: asText(entry) }];
}

function ofList(list: readonly unknown[]): readonly Header[] {
  return (isTexts(list) ? flat(list) : undefined) ?? list.flatMap(ofEntry);
}

const isSigned = (headers: readonly Header[]) =>
  [signatureHeader, timestampHeader].some((name) => headerValue(headers, name) !== undefined);

/** Where a request that was logged whole has its headers, the most telling first. */
const inside = ['rawHeaders', 'multiValueHeaders', 'headers', 'request', 'req'] as const;

function ofMember(name: string, value: unknown): readonly Header[] {
  if (value === null) return [];
  // What is no value of a header may hold some.
  return typeof value === 'object' ? ofEntry(value) : [named(name, asText(value))];
}

/** Those of the webhook: others beside them are empty, or those of the answer. */
function ofPlaces(places: readonly (readonly Header[])[]): readonly Header[] {
  const told = places.filter((headers) => headers.length > 0);
  const [first = [], ...others] = told;
  // Which are those of the webhook nobody can tell.
  return told.find(isSigned) ?? (others.length > 0 ? [...first, { value: '…' }] : first);
}

function ofJson(json: unknown): readonly Header[] {
  if (Array.isArray(json)) return ofList(json);
  if (!isObject(json)) return [{ value: asText(json) }];
  const places = inside.flatMap((place) => {
    const part = json[place];
    return Array.isArray(part) || isObject(part) ? [ofJson(part)] : [];
  });
  if (places.length > 0) return ofPlaces(places);
  return Object.entries(json).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((one) => ofMember(name, one)),
  );
}

/** First lines of messages, and what `curl -v` says beside them: no headers, and nothing that one could be in. */
const beside = /^(?:[A-Z]+ \S+ HTTP\/[\d.]+|HTTP\/[\d.]+ \d{3}\b.*|\* .*|[<>])$/;

/** A line without what stands around it: the marks of `curl -v`, `-H '…'` of a command, quotes and commas of code. */
function bareLine(line: string): string {
  const bare = line
    .trim()
    .replace(/^[<>] /, '')
    .trim();
  const option = /^(?:-H|--header)[ =]?(["'])(.*)\1 ?\\?$/s.exec(bare)?.[2] ?? bare;
  const quoted = /^(["'])([^"']+)\1\s*:\s*(["'])(.*)\3,?$/s.exec(option);
  return quoted ? `${quoted[2] ?? ''}: ${quoted[4] ?? ''}` : option;
}

function ofLine(line: string): readonly Header[] {
  const bare = bareLine(line);
  if (bare === '' || beside.test(bare)) return [];
  // By its place, not by a pattern: a long run of blanks would keep one busy for minutes.
  const colon = bare.indexOf(':');
  const name = bare.slice(0, Math.max(colon, 0)).trimEnd();
  return [isName(name) ? named(name, bare.slice(colon + 1).trim()) : { value: bare }];
}

/** Headers of one word that are registered (IANA, HTTP field names); other words may be what a program prints first. */
const oneWord: ReadonlySet<string> = new Set(
  `accept age allow authorization baggage connection cookie date dnt etag expect expires forwarded from host link
   location nel origin pragma priority range referer server signature te traceparent tracestate trailer upgrade vary via
   warning`.split(/\s+/),
);

/** Whether it is a header whose value looks like what a program prints; `request-headers: {` comes before some. */
function isOneHeader(text: string): boolean {
  const name = /^[a-z\d][\w-]*(?=:)/i.exec(text)?.[0].toLowerCase() ?? '';
  return oneWord.has(name) || (name.includes('-') && !name.endsWith('headers'));
}

/**
 * Headers as somebody pasted them: lines, also those of `curl`; JSON in the shapes that logs have; what `console.log`
 * prints. What cannot be read is a header without a name: nobody may say that something is missing from it.
 */
export function typedHeaders(text: string): readonly Header[] {
  const trimmed = text.trim();
  const value = printedValue(trimmed);
  const lines = () => trimmed.split(/\r?\n/).flatMap(ofLine);
  if (value === undefined) return lines();
  try {
    const read = ofJson(value);
    return isOneHeader(trimmed) && !isSigned(read) ? lines() : read;
  } catch {
    // Deeper than anybody can write down.
    return [{ value: trimmed }];
  }
}

/** Headers as lines that `typedHeaders` reads again. */
export const headerLines = (headers: readonly Header[]): string =>
  headers.map(({ name, value }) => (name === undefined ? value : `${name}: ${value}`)).join('\n');
