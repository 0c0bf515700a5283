import type { Entry } from './numberEntries.ts';

/**
 * What an entry says: a number, one without a country code (nobody can say yet which), or none.
 */
export type Said = { readonly phoneNumber: string } | 'national' | 'nothing';

/** How entries are read. */
export type Understand = (written: string) => Said;

/** An entry that says a number. */
export interface Named extends Entry {
  /** +E.164. */
  readonly phoneNumber: string;
}

/** The entries of a list, sorted: each is in exactly one place. */
export interface NumberList {
  /** Each number once, where it came first. */
  readonly numbers: readonly Named[];
  /** Those that say a number again, and the line where it came first. */
  readonly duplicates: readonly (Named & { readonly first: number })[];
  /** Those without a country code. */
  readonly national: readonly Entry[];
  readonly malformed: readonly Entry[];
}

/** Sorts the entries of a list. */
export function sortEntries(entries: readonly Entry[], understand: Understand): NumberList {
  const firsts = new Map<string, number>();
  const numbers: Named[] = [];
  const duplicates: (Named & { first: number })[] = [];
  const national: Entry[] = [];
  const malformed: Entry[] = [];
  for (const entry of entries) {
    const said = understand(entry.written);
    if (said === 'nothing') malformed.push(entry);
    else if (said === 'national') national.push(entry);
    else {
      const first = firsts.get(said.phoneNumber);
      if (first === undefined) numbers.push({ ...entry, ...said });
      else duplicates.push({ ...entry, ...said, first });
      firsts.set(said.phoneNumber, first ?? entry.line);
    }
  }
  return { numbers, duplicates, national, malformed };
}
