import { t } from '@vscode/l10n';
import { look, type Looked } from '../core/plan/read.ts';
import { decodeNumber, type NumberRecord } from '../core/settings/record.ts';
import type { Door } from '../core/telnyx/door.ts';
import { Failure } from '../core/telnyx/failure.ts';
import { recordsIn, type Family } from './family.ts';

/** A number with all the records that its document is read from. */
export interface Found {
  readonly record: NumberRecord;
  readonly looked: Looked;
}

/** Reads a number by its id; undefined when no number has it. Throws a Failure. */
async function readById({ table }: Family, door: Door, id: string): Promise<Found | undefined> {
  const looked = await look(door, id, recordsIn(table));
  const failure = looked.missed[table.primary];
  if (failure?.kind === 'not-found') return undefined;
  if (failure) throw failure;
  return { record: decodeNumber(looked.records[table.primary]), looked };
}

/**
 * By id where it is known and still there, else by number: a number that was sold and bought again has a new id.
 * Throws a Failure.
 */
export async function lookUp(
  family: Family,
  door: Door,
  phoneNumber: string,
  id: string | undefined,
): Promise<Found> {
  const known = id === undefined ? undefined : await readById(family, door, id);
  if (known?.record.phoneNumber === phoneNumber) return known;
  const named = await family.find(door, phoneNumber);
  const found = named && (await readById(family, door, named.id));
  if (found) return found;
  throw new Failure({
    kind: 'not-found',
    sentence: t('This account has no number {0}.', phoneNumber),
    wayOut: 'check-account',
  });
}
