import type { Records } from '../settings/record.ts';
import type { RecordKey } from '../settings/setting.ts';
import type { Door } from '../telnyx/door.ts';
import { Failure } from '../telnyx/failure.ts';
import { readRecord } from './records.ts';

/** Records of one number, and why others could not be read. */
export interface Looked {
  readonly records: Records;
  readonly missed: Readonly<Partial<Record<RecordKey, Failure>>>;
}

/** Reads records of a number side by side, so that all take as long as the slowest. Throws nothing but bugs. */
export async function look(
  door: Door,
  id: string,
  keys: readonly RecordKey[],
  signal?: AbortSignal,
): Promise<Looked> {
  const read = async (key: RecordKey): Promise<Looked> => {
    try {
      return { records: { [key]: await readRecord[key](door, id, signal) }, missed: {} };
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown;
      return { records: {}, missed: { [key]: thrown } };
    }
  };
  const all = await Promise.all([...new Set(keys)].map(read));
  return {
    records: Object.assign({}, ...all.map(({ records }) => records)) as Records,
    missed: Object.assign({}, ...all.map(({ missed }) => missed)) as Looked['missed'],
  };
}
