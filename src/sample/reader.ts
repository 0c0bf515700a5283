import { problem, Refusal, type SampleError } from './envelope.ts';

const control = /\p{Cc}/u;

export interface TextRules {
  readonly most?: number;
  /** Takes control characters, which are refused elsewhere. */
  readonly controls?: true;
  readonly pattern?: RegExp;
  /** What the pattern asks for, as the error says it. */
  readonly wanted?: string;
  /** Refuses a text that names nothing in this account. */
  readonly known?: (value: string) => boolean;
}

/**
 * Reads a request body field by field and gathers every complaint, so that one 422 names them all.
 * A field that is absent reads as `undefined`; so does a wrong one, after its complaint.
 */
export class BodyReader {
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #pointer: string;
  readonly #errors: SampleError[];
  readonly #read = new Set<string>();

  constructor(body: unknown, pointer = '', errors: SampleError[] = []) {
    this.#fields = isObject(body) ? body : {};
    this.#pointer = pointer;
    this.#errors = errors;
    if (!isObject(body)) this.complain('', 'must be an object');
  }

  complain(name: string, detail: string, code = '10015'): void {
    const pointer = name === '' ? this.#pointer || '/base' : `${this.#pointer}/${name}`;
    this.#errors.push(problem(code, 'Bad Request', detail, pointer));
  }

  has(name: string): boolean {
    return this.#fields[name] !== undefined;
  }

  raw(name: string): unknown {
    this.#read.add(name);
    return this.#fields[name];
  }

  /** Asks for a field that may not be left out. */
  need(...names: readonly string[]): this {
    for (const name of names) if (!this.has(name)) this.complain(name, 'must be present', '10004');
    return this;
  }

  text(name: string, rules: TextRules = {}): string | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    const wrong = wrongText(value, rules);
    if (wrong === undefined && typeof value === 'string') return value;
    this.complain(name, wrong ?? 'must be a string');
    return undefined;
  }

  /** Like {@link text}, where `null` is a value too. */
  textOrNull(name: string, rules: TextRules = {}): string | null | undefined {
    return this.raw(name) === null ? null : this.text(name, rules);
  }

  flag(name: string): boolean | undefined {
    const value = this.raw(name);
    if (value === undefined || typeof value === 'boolean') return value;
    this.complain(name, 'must be true or false');
    return undefined;
  }

  choice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    const found = choices.find((choice) => choice === value);
    if (found === undefined) this.complain(name, `must be one of ${choices.join(', ')}`);
    return found;
  }

  texts(name: string, rules: TextRules = {}): string[] | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) this.complain(name, 'must be a list');
    const texts: string[] = [];
    for (const [index, item] of Array.isArray(value) ? value.entries() : []) {
      const wrong = wrongText(item, rules);
      if (wrong !== undefined) this.complain(`${name}/${index}`, wrong);
      else texts.push(String(item));
    }
    return texts;
  }

  /** No rule about tags is documented, and some numbers of the account hold such ones: it takes what it tells. */
  tags(): string[] | undefined {
    return this.texts('tags', { controls: true });
  }

  object(name: string): BodyReader | undefined {
    const value = this.raw(name);
    return value === undefined ? undefined : new BodyReader(value, `${this.#pointer}/${name}`, this.#errors);
  }

  /** Complains of every field nobody read: an unknown or read-only one. */
  refuseOthers(): this {
    for (const name of Object.keys(this.#fields)) {
      if (!this.#read.has(name)) this.complain(name, 'is not permitted');
    }
    return this;
  }

  /** Throws 422 when anything was wrong. */
  done(): void {
    if (this.#errors.length > 0) throw new Refusal(422, this.#errors);
  }
}

/** What is wrong with a text, in the words of the error; undefined when it is right. */
function wrongText(value: unknown, rules: TextRules): string | undefined {
  const most = rules.most ?? 255;
  if (typeof value !== 'string') return 'must be a string';
  if (!rules.controls && control.test(value)) return 'must not contain control characters';
  if (value.length > most) return `must be at most ${most} characters`;
  if (rules.pattern?.test(value) === false) return rules.wanted ?? 'is not valid';
  return rules.known?.(value) === false ? 'does not exist' : undefined;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
