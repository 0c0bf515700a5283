/** A value of a JSON text, its literals as they were written: no digit is lost, no key that comes twice. */
export type JsonNode =
  | { readonly kind: 'object'; readonly entries: readonly JsonEntry[] }
  | { readonly kind: 'array'; readonly entries: readonly JsonEntry[] }
  | { readonly kind: 'string' | 'number' | 'word'; readonly text: string };

export interface JsonEntry {
  /** Of an object's entry. */
  readonly key?: string;
  readonly value: JsonNode;
}

interface Open {
  readonly kind: 'object' | 'array';
  readonly entries: JsonEntry[];
  key: string | undefined;
}

const tokens = /[{}[\]:,]|"(?:[^"\\]|\\.)*"|[^\s{}[\]:,"]+/g;

function literal(token: string): JsonNode {
  if (token.startsWith('"')) return { kind: 'string', text: String(JSON.parse(token)) };
  return { kind: /^[-\d]/.test(token) ? 'number' : 'word', text: token };
}

/** Reads JSON of any depth, without calling itself; undefined for what is no JSON. */
export function readJson(text: string): JsonNode | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const open: Open[] = [];
  let root: JsonNode | undefined;
  const put = (value: JsonNode) => {
    const parent = open.at(-1);
    if (!parent) root = value;
    else if (parent.key === undefined) parent.entries.push({ value });
    else parent.entries.push({ key: parent.key, value });
    if (parent) parent.key = undefined;
  };
  for (const [token] of text.matchAll(tokens)) {
    const parent = open.at(-1);
    if (token === '{' || token === '[') {
      const entries: JsonEntry[] = [];
      const kind = token === '{' ? 'object' : 'array';
      put({ kind, entries });
      open.push({ kind, entries, key: undefined });
    } else if (token === '}' || token === ']') open.pop();
    else if (token === ':' || token === ',') continue;
    else if (parent?.kind === 'object' && parent.key === undefined) parent.key = String(JSON.parse(token));
    else put(literal(token));
  }
  return root;
}
