/**
 * Where journals rest: small files that only grow, one folder for each account. What is appended is on disk when the
 * promise resolves. Anything thrown means that it may not be there, whole or in part.
 */
export interface JournalStore {
  /** Names of all journals, in no order. */
  names(): Promise<readonly string[]>;
  /** All bytes of a journal, piece by piece. */
  read(name: string): AsyncIterable<Uint8Array>;
  /** The first and the last bytes, at most so many each. */
  ends(name: string, most: number): Promise<{ readonly head: Uint8Array; readonly tail: Uint8Array }>;
  append(name: string, text: string): Promise<void>;
  /** Lets go of what appending keeps open. Whoever appends again opens it again. */
  close(name: string): Promise<void>;
  /** Cuts a journal to this length, in bytes. */
  truncate(name: string, length: number): Promise<void>;
  /** Removes a journal and its leases. */
  remove(name: string): Promise<void>;
  /** The lease of the highest generation; undefined when nobody ever held one. */
  lease(name: string): Promise<{ readonly generation: number; readonly text: string } | undefined>;
  /** What the lease of this generation says; undefined when there is none, or none any more. Lists no folder. */
  leaseText(name: string, generation: number): Promise<string | undefined>;
  /**
   * Makes the lease of this generation; false when somebody has made it, or a higher one, already. Then removes those
   * below it one after the other, the lowest first.
   */
  makeLease(name: string, generation: number, text: string): Promise<boolean>;
  /** Writes one's own lease anew. Throws where it was removed: it never comes back. */
  writeLease(name: string, generation: number, text: string): Promise<void>;
}
