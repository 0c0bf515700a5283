import { operations, type Operation } from './operations.ts';
import type { Query } from './query.ts';

export interface Match {
  readonly operation: Operation;
  readonly id: string;
}

/** The id a path holds at `{id}`, or undefined when it does not fit. An empty id fits nothing. */
function fit(pattern: string, path: string): string | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  let id = '';
  for (const [index, part] of wanted.entries()) {
    const text = given[index] ?? '';
    if (part !== '{id}') {
      if (part !== text) return undefined;
    } else {
      if (text === '') return undefined;
      id = decodeURIComponent(text);
    }
  }
  return id;
}

/** Finds the operation for a method and a path below `/v2`. */
export function match(method: string, path: string): Match | undefined {
  for (const operation of operations) {
    if (operation.method !== method) continue;
    const id = fit(operation.path, path);
    if (id !== undefined) return { operation, id };
  }
  return undefined;
}

/** The first query parameter the operation does not know. Telnyx may ignore it; here a typing error is found. */
export function unknownParameter(operation: Operation, query: Query): string | undefined {
  const knows = (name: string): boolean =>
    operation.query.some((known) =>
      known.endsWith('*') ? name.startsWith(known.slice(0, -1)) : known === name,
    );
  return query.names().find((name) => !knows(name));
}
