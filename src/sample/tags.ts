import type { Telnyx } from 'telnyx';
import { departments } from './business.ts';
import type { Call } from './call.ts';
import { ok, type Answer } from './envelope.ts';

/** Operation 36. A tag keeps the letters of its first use, so tags are told apart without regard to case. */
export function listUserTags(call: Call): Answer {
  const { account, query } = call;
  const start = (query.one('filter[starts_with]') ?? '').toLowerCase();
  const tags = new Map<string, string>();
  const add = (tag: string): void => {
    const key = tag.toLowerCase();
    if (!tags.has(key)) tags.set(key, tag);
  };
  for (const { tags: known } of departments) known.forEach(add);
  for (const record of account.numbers.all()) record.tags.forEach(add);
  for (const record of account.mobile()) record.tags.forEach(add);
  const starting = (list: readonly string[]): string[] =>
    list.filter((tag) => tag.toLowerCase().startsWith(start)).sort();
  return ok<Telnyx.UserTagListResponse>({
    data: {
      number_tags: starting([...tags.values()]),
      outbound_profile_tags: starting(['domestic', 'emea', 'overflow']),
    },
  });
}
