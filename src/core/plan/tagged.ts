import { valuesOf } from '../settings/record.ts';
import type { Table } from '../settings/setting.ts';
import type { Door } from '../telnyx/door.ts';
import { readRecord } from './records.ts';
import type { NumberName } from './plan.ts';
import type { Tagged } from './proposals.ts';

/** A number and its row in a list, where it is known. */
export interface Listed {
  readonly number: NumberName;
  readonly raw?: unknown;
}

type Json = Readonly<Record<string, unknown>>;

const isRecord = (raw: unknown): raw is Json => typeof raw === 'object' && raw !== null;

function tagsIn(raw: unknown, table: Table): readonly string[] | undefined {
  if (!isRecord(raw)) return undefined;
  const tags = valuesOf({ [table.primary]: raw }, table)['general.tags'];
  return Array.isArray(tags) ? (tags as readonly string[]) : undefined;
}

/**
 * The tags of numbers, in their order: as their rows tell them, else each number is read (operations 15 and 25). A
 * number that tells no tags even then is told apart. Throws a Failure.
 */
export async function tagsOf(
  door: Door,
  numbers: readonly Listed[],
  table: Table,
  signal?: AbortSignal,
): Promise<{ readonly tagged: readonly Tagged[]; readonly untold: readonly NumberName[] }> {
  const told = await Promise.all(
    numbers.map(async ({ number, raw }) => {
      const tags =
        tagsIn(raw, table) ?? tagsIn(await readRecord[table.primary](door, number.id, signal), table);
      return { number, tags };
    }),
  );
  return {
    tagged: told.flatMap(({ number, tags }) => (tags ? [{ number, tags }] : [])),
    untold: told.flatMap(({ number, tags }) => (tags ? [] : [number])),
  };
}
