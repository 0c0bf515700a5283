import { decodeHeaders, type Header } from './headers.ts';

function fromJson(text: string): readonly Header[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return decodeHeaders(value);
    if (typeof value !== 'object' || value === null) return undefined;
    return Object.entries(value).map(([name, given]: [string, unknown]) => ({
      name,
      value:
        typeof given === 'string' ? given : Array.isArray(given) ? given.join(', ') : JSON.stringify(given),
    }));
  } catch {
    return undefined;
  }
}

/** Headers as somebody pasted them: a line for each, or the JSON that a log or `req.headers` shows. */
export function typedHeaders(text: string): readonly Header[] {
  const trimmed = text.trim();
  const json = /^[[{]/.test(trimmed) ? fromJson(trimmed) : undefined;
  const lines = trimmed.split(/\r?\n/).filter((line) => line.trim() !== '');
  return json ?? decodeHeaders(lines) ?? [];
}

/** Headers as lines that `typedHeaders` reads again. */
export const headerLines = (headers: readonly Header[]): string =>
  headers.map(({ name, value }) => (name === undefined ? value : `${name}: ${value}`)).join('\n');
