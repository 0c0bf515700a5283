import * as v from 'valibot';
import type { Door } from '../telnyx/door.ts';
import { Failure } from '../telnyx/failure.ts';
import { listOf, text } from './decode.ts';

/** Numbers in one call, the most that operation 6 takes. */
const most = 1000;

/** What Telnyx says of the numbers it was asked about. A number in neither was asked about, and not told. */
export interface Ownership {
  /** Owned and editable: +E.164 -> id, where it was told. */
  readonly found: ReadonlyMap<string, string | undefined>;
  readonly notFound: ReadonlySet<string>;
  /** How many of the numbers were asked about, from the first on. */
  readonly asked: number;
  /** Why the rest was not; absent where all were. */
  readonly stopped?: Failure;
}

const answer = v.object({
  found: listOf(v.object({ id: text, number_val_e164: v.string() })),
  not_found: listOf(v.string()),
});

/**
 * Asks which numbers (+E.164, each once) are this account's and can be edited (operation 6), a thousand at a time, one
 * call after the other. What was answered stays when a later call fails or somebody stops it. Throws nothing but bugs.
 */
export async function verifyOwnership(
  door: Door,
  numbers: readonly string[],
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (asked: number) => void } = {},
): Promise<Ownership> {
  const found = new Map<string, string | undefined>();
  const notFound = new Set<string>();
  for (let asked = 0; asked < numbers.length; asked += most) {
    const phone_numbers = numbers.slice(asked, asked + most);
    try {
      const told = await door.read(
        (sdk, options) => sdk.phoneNumbers.actions.verifyOwnership({ phone_numbers }, options),
        v.parser(answer),
        signal,
      );
      for (const { id, number_val_e164 } of told.found ?? []) found.set(number_val_e164, id);
      for (const number of told.not_found ?? []) notFound.add(number);
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      return { found, notFound, asked, stopped: thrown };
    }
    onProgress?.(Math.min(asked + most, numbers.length));
  }
  return { found, notFound, asked: numbers.length };
}
