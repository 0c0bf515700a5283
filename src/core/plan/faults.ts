import { settingId, type Setting } from '../settings/setting.ts';
import type { Failure } from '../telnyx/failure.ts';

/** What a refusal says, sorted by the setting it points at. */
export interface SortedFaults {
  /** `settingId` -> sentences. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** Complaints that point at no setting of this request. */
  readonly others: readonly string[];
}

/** `/data/tags/0` names `tags`: any segment may be the field, and pointers come in several shapes. */
function pointsAt(pointer: string, setting: Setting): boolean {
  const names = [setting.key, ...(setting.pointers ?? [])];
  return pointer.split(/[/.]/).some((segment) => names.includes(segment));
}

/** Sorts the complaints of a failure by the settings that were sent. */
export function sortFaults(failure: Failure, sent: readonly Setting[]): SortedFaults {
  const fields: Record<string, string[]> = {};
  const others: string[] = [];
  for (const { sentence, pointer } of failure.faults) {
    const setting = pointer === undefined ? undefined : sent.find((one) => pointsAt(pointer, one));
    if (setting) (fields[settingId(setting)] ??= []).push(sentence);
    else others.push(sentence);
  }
  return { fields, others };
}
