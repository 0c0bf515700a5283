import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';

type Json = Readonly<Record<string, unknown>>;

const file = new URL(
  '../../../../shared/telnyx-openapi/telnyx-account-numbers.openapi.json',
  import.meta.url,
);

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function child(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined;
}

/** One query parameter as a client writes it: `filter[status][eq]`, with the schema of its value. */
export interface Parameter {
  readonly name: string;
  readonly schema: Json;
  readonly required: boolean;
}

/** The public OpenAPI description of the 39 operations, made strict: a field it does not name is a finding. */
export class Description {
  readonly #root: Json;
  readonly #ajv: Ajv2020;
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(root: Json) {
    this.#root = root;
    this.#ajv = new Ajv2020({ strict: false, allErrors: true, verbose: true });
    for (const [name, format] of Object.entries(fullFormats)) this.#ajv.addFormat(name, format);
    for (const format of ['int32', 'float', 'integer']) this.#ajv.addFormat(format, true);
    this.#ajv.addSchema(closed(root), 'description', undefined, false);
  }

  resolve(value: unknown): Json | undefined {
    const ref = child(value, '$ref');
    if (typeof ref !== 'string') return isObject(value) ? value : undefined;
    let found: unknown = this.#root;
    for (const part of ref.slice(2).split('/')) found = child(found, part.replaceAll('~1', '/'));
    return this.resolve(found);
  }

  operation(method: string, path: string): Json | undefined {
    return this.resolve(child(child(this.#root.paths, path), method.toLowerCase()));
  }

  get count(): number {
    const paths = isObject(this.#root.paths) ? Object.values(this.#root.paths) : [];
    const methods = ['get', 'post', 'patch', 'delete'];
    return paths.flatMap((path) => methods.filter((method) => child(path, method) !== undefined)).length;
  }

  /** The described response for a status: exact, then `4XX`, then `default`. */
  #responseKey(method: string, path: string, status: number): string | undefined {
    const responses = child(this.operation(method, path), 'responses');
    return [String(status), `${Math.floor(status / 100)}XX`, 'default'].find(
      (key) => child(responses, key) !== undefined,
    );
  }

  describes(method: string, path: string, status: number): boolean {
    return this.#responseKey(method, path, status) !== undefined;
  }

  /** What is wrong with an answer; empty when nothing is, or when the description gives no schema. */
  checkAnswer(method: string, path: string, status: number, body: unknown): ErrorObject[] {
    const key = this.#responseKey(method, path, status) ?? '';
    const pointer = `/paths/${escape(path)}/${method.toLowerCase()}/responses/${key}`;
    const response = child(child(this.operation(method, path), 'responses'), key);
    const ref = child(response, '$ref');
    const at = typeof ref === 'string' ? ref.slice(1) : pointer;
    const type = typeof body === 'string' && body !== '' ? 'text/csv' : 'application/json';
    if (child(child(this.resolve(response), 'content'), type) === undefined) return [];
    return this.#check(`${at}/content/${type.replace('/', '~1')}/schema`, body);
  }

  checkBody(method: string, path: string, body: unknown): ErrorObject[] {
    return this.#check(
      `/paths/${escape(path)}/${method.toLowerCase()}/requestBody/content/application~1json/schema`,
      body,
    );
  }

  #check(pointer: string, value: unknown): ErrorObject[] {
    const known = this.#compiled.get(pointer);
    const validate = known ?? this.#ajv.compile({ $ref: `description#${pointer}` });
    this.#compiled.set(pointer, validate);
    return validate(value) ? [] : [...(validate.errors ?? [])];
  }

  parameters(method: string, path: string): Parameter[] {
    const listed = child(this.operation(method, path), 'parameters');
    const found: Parameter[] = [];
    for (const item of Array.isArray(listed) ? listed : []) {
      const parameter = this.resolve(item);
      if (parameter?.in !== 'query' || typeof parameter.name !== 'string') continue;
      const schema = this.resolve(parameter.schema) ?? {};
      this.#spread(parameter.name, schema, parameter.required === true, found);
    }
    return found;
  }

  /** A `deepObject` parameter is as many parameters as it has leaves. */
  #spread(name: string, schema: Json, required: boolean, into: Parameter[]): void {
    const properties = child(schema, 'properties');
    if (!isObject(properties)) {
      into.push({ name, schema, required });
      return;
    }
    const needed = Array.isArray(schema.required) ? schema.required : [];
    for (const [key, inner] of Object.entries(properties)) {
      this.#spread(`${name}[${key}]`, this.resolve(inner) ?? {}, needed.includes(key), into);
    }
  }
}

function escape(path: string): string {
  return encodeURIComponent(path.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** The same description where every object that names its fields has no others. */
function closed(value: unknown, open = false): Json {
  const inner = (item: unknown, staysOpen: boolean): unknown =>
    Array.isArray(item)
      ? item.map((entry) => inner(entry, staysOpen))
      : isObject(item)
        ? closed(item, staysOpen)
        : item;
  const source = isObject(value) ? value : {};
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(source)) {
    if (key !== 'example' && key !== 'examples') result[key] = inner(item, key === 'allOf');
  }
  const names = isObject(source.properties) && !('in' in source);
  if (names && !open && !('additionalProperties' in source)) result.unevaluatedProperties = false;
  return result;
}

/** The description, or undefined on a machine that does not have it. */
export function readDescription(): Description | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  const root: unknown = JSON.parse(text);
  return isObject(root) ? new Description(root) : undefined;
}
