/** Deeper than anything that is printed for people. */
const deepest = 40;

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  0: '\0',
};

/** The text that a string in quotes stands for. */
const unquoted = (quoted: string) =>
  quoted
    .slice(1, -1)
    .replace(
      /\\(?:u([\da-f]{4})|x([\da-f]{2})|(.))/gis,
      (_, u: string | undefined, x: string | undefined, one: string) => {
        const code = u ?? x;
        return code === undefined ? (escapes[one] ?? one) : String.fromCharCode(parseInt(code, 16));
      },
    );

const tokens = {
  string: /'[^'\\]*(?:\\.[^'\\]*)*'|"[^"\\]*(?:\\.[^"\\]*)*"|`[^`\\]*(?:\\.[^`\\]*)*`/sy,
  /** What stands before braces and is no part of the value: `Headers`, `Map(2)`, `[Object: null prototype]`. */
  label: /(?:\[[A-Z]\w*: null prototype\]|[A-Z]\w*(?:\(\d+\))?)\s*(?=[{[])/y,
  symbol: /\[Symbol\([^)\n]*\)\]/y,
  word: /[^\s{}[\]:,'"`=]+/y,
  arrow: /=>|:/y,
  space: /\s*/y,
} as const;

class Unreadable extends Error {}

/** Reads what `console.log` prints of plain values, and JSON, from the first bracket to the last. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): unknown {
    const value = this.#value(0);
    if (this.#at < this.#text.length) throw new Unreadable();
    return value;
  }

  #take(name: keyof typeof tokens): string | undefined {
    const pattern = tokens[name];
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    if (name !== 'space' && found !== undefined) this.#take('space');
    return found?.trimEnd();
  }

  #is(mark: string): boolean {
    if (this.#text[this.#at] !== mark) return false;
    this.#at += 1;
    this.#take('space');
    return true;
  }

  #value(depth: number): unknown {
    if (depth > deepest) throw new Unreadable();
    this.#take('label');
    if (this.#is('{')) return this.#object(depth + 1);
    if (this.#is('[')) return this.#list(depth + 1);
    return this.#plain();
  }

  #plain(): string | null {
    const text = this.#take('string');
    if (text !== undefined) return unquoted(text);
    const word = this.#take('word') ?? '';
    if (word === 'null' || word === 'undefined') return null;
    // Others, such as [Object], stand for what was not printed.
    if (!/^(?:true|false|-?[\d.]+(?:e[+-]?\d+)?n?)$/i.test(word)) throw new Unreadable();
    return word;
  }

  #key(): string {
    const bare = this.#take('symbol') ?? this.#take('word');
    if (bare !== undefined) return bare;
    const text = this.#take('string');
    if (text === undefined) throw new Unreadable();
    return unquoted(text);
  }

  #list(depth: number): readonly unknown[] {
    const list: unknown[] = [];
    while (!this.#is(']')) {
      list.push(this.#value(depth));
      if (!this.#is(',') && this.#text[this.#at] !== ']') throw new Unreadable();
    }
    return list;
  }

  #object(depth: number): unknown {
    const entries: (readonly [string, unknown])[] = [];
    while (!this.#is('}')) {
      const key = this.#key();
      if (this.#take('arrow') === undefined) throw new Unreadable();
      entries.push([key, this.#value(depth)]);
      if (!this.#is(',') && this.#text[this.#at] !== '}') throw new Unreadable();
    }
    return Object.fromEntries(entries);
  }
}

/** JSON may be deeper than what is printed. */
function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The value that a program printed, such as `headers: { host: 'a', 'x-b': '1' }`, with the words before it left out;
 * undefined for anything that is not read whole.
 */
export function printedValue(text: string): unknown {
  const start = /^[\w.:=() -]{0,80}?(?=[[{])/.exec(text)?.[0];
  if (start === undefined) return undefined;
  const printed = text.slice(start.length).trim();
  try {
    // Before JSON.parse, which rounds long numbers.
    return new Reader(printed).whole();
  } catch (thrown) {
    if (thrown instanceof Unreadable) return jsonValue(printed);
    throw thrown;
  }
}
