import { fieldOf, settingId, type Setting } from '../settings/setting.ts';
import type { Failure } from '../telnyx/failure.ts';

/** What a refusal says, sorted by the setting it points at. */
export interface SortedFaults {
  /** `settingId` -> sentences. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** Complaints that point at no setting of this request. */
  readonly others: readonly string[];
}

/** `/data/tags/0` names `tags`: any segment may be the field, and pointers come in several shapes. */
const segments = (pointer: string): readonly string[] => pointer.split(/[/.]/);

function pointsAt(pointer: string, setting: Setting): boolean {
  const { inside, pointers = [] } = setting;
  const names = segments(pointer);
  // Where two objects have a field of this name, the object must be named too.
  if (setting.field !== undefined && inside !== undefined && !names.includes(inside)) return false;
  return names.some((name) => name === fieldOf(setting) || pointers.includes(name));
}

/** A pointer at the object that holds the setting. */
function pointsAround(pointer: string, { inside }: Setting): boolean {
  return inside !== undefined && segments(pointer).includes(inside);
}

/**
 * Sorts the complaints of a failure by the settings that were sent; those that were `changed` come first. What points
 * nowhere belongs to the one field that was changed, if there was only one.
 */
export function sortFaults(
  failure: Failure,
  changed: readonly Setting[],
  along: readonly Setting[] = [],
): SortedFaults {
  const fields: Record<string, string[]> = {};
  const others: string[] = [];
  const sent = [...changed, ...along];
  const only = changed.length === 1 ? changed[0] : undefined;
  // A refusal without a reason of its own, such as a job that expired.
  const bare = failure.kind === 'rejected' && failure.faults.length === 0;
  if (only && bare) fields[settingId(only)] = [failure.sentence];
  for (const { sentence, pointer } of failure.faults) {
    const named =
      pointer === undefined
        ? undefined
        : (sent.find((one) => pointsAt(pointer, one)) ?? sent.find((one) => pointsAround(pointer, one)));
    const setting = named ?? only;
    if (setting) (fields[settingId(setting)] ??= []).push(sentence);
    else others.push(sentence);
  }
  return { fields, others };
}
