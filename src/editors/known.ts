import { t } from '@vscode/l10n';
import type { Looked } from '../core/plan/read.ts';
import { decodeNumber, offersOf, valuesOf, type NumberRecord, type Offers } from '../core/settings/record.ts';
import type { Section, Table, Values } from '../core/settings/setting.ts';
import type { Failure } from '../core/telnyx/failure.ts';
import type { Found } from './lookUp.ts';

/** What the account held of a number when it was last looked at. What could not be read again stays as it was known. */
export class Known {
  readonly #table: Table;
  #record: NumberRecord;
  #looked: Looked;
  #values: Values;
  #gone: string | undefined;

  constructor(table: Table, { record, looked }: Found) {
    this.#table = table;
    this.#record = record;
    this.#looked = looked;
    this.#values = valuesOf(looked.records, table);
  }

  get number(): NumberRecord {
    return this.#record;
  }

  get values(): Values {
    return this.#values;
  }

  /** Why the number is not there any more; absent while it is. */
  get gone(): string | undefined {
    return this.#gone;
  }

  /** What the record of a section says; undefined while it is not read. */
  record({ record }: Section): Readonly<Record<string, unknown>> | undefined {
    return record && this.#looked.records[record];
  }

  /** Why a section could not be read when it was last looked at. */
  trouble({ record }: Section): Failure | undefined {
    return record && this.#looked.missed[record];
  }

  /** The words this number may have where they depend on the number. */
  get offers(): Offers {
    return offersOf(this.#looked.records, this.#table);
  }

  /** The number was found again, perhaps under another id. */
  found({ record, looked }: Found): void {
    this.#record = record;
    this.learn(looked);
  }

  learn({ records, missed }: Looked): void {
    const all = { ...this.#looked.records, ...records };
    const before = Object.entries(this.#looked.missed).filter(([key]) => !Object.hasOwn(records, key));
    this.#looked = { records: all, missed: { ...Object.fromEntries(before), ...missed } };
    const primary = records[this.#table.primary];
    if (primary) this.#record = decodeNumber(primary);
    this.#values = valuesOf(all, this.#table);
    this.#gone = undefined;
  }

  /** The number could not be looked at. */
  missed({ kind }: Failure): void {
    if (kind !== 'not-found') return;
    const { phoneNumber } = this.#record;
    this.#gone = t('{0} is not in this account any more. What you typed stays here.', phoneNumber);
  }

  /** Without an answer of the account, what was kept stands for it. */
  assume(values: Values): void {
    this.#values = values;
  }
}
