import type { Person } from '../e2e/lib/person.ts';

/** What brings other rows: the press that is left to do, and what they look like. */
interface Change {
  readonly choice: string;
  readonly rows: RegExp;
}

/** A view that is measured, and the way to other rows, up to the last press. */
export interface Contestant {
  readonly container: string;
  readonly title: string;
  readonly rows: RegExp;
  readonly prepare: (person: Person) => Promise<Change>;
}

interface Account {
  readonly name: string;
  readonly rows: RegExp;
}

/** Switches to and fro between two accounts; the second one is in use at first. */
export function ours(first: Account, second: Account): Contestant {
  let next = first;
  return {
    container: 'Telnyx',
    title: 'Numbers',
    rows: /^\+\d/,
    prepare: async (person) => {
      const { name, rows } = next;
      next = next === first ? second : first;
      await person.runs('Telnyx: Switch Account…');
      return { choice: name, rows };
    },
  };
}

/** Each choice in its quick pick gives both views other rows. */
export function rivals(...containers: readonly string[]): readonly Contestant[] {
  let generation = 0;
  return containers.map((container) => ({
    container,
    title: container,
    rows: /^row /,
    prepare: async (person) => {
      generation += 1;
      await person.runs('Rival: Change');
      return { choice: 'one', rows: new RegExp(`^row ${generation}/`) };
    },
  }));
}
