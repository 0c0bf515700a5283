import { decodeNumber, decodeRecord, type NumberRecord } from '../settings/record.ts';
import type { RecordKey } from '../settings/setting.ts';
import type { Door } from '../telnyx/door.ts';

type Json = Readonly<Record<string, unknown>>;

/** Reads the records of one number by its id: operations 15, 22 and 20, or 25 and 4. */
export const readRecord: Readonly<
  Record<RecordKey, (door: Door, id: string, signal?: AbortSignal) => Promise<Json>>
> = {
  number: async (door, id, signal) => (await readNumber(door, id, signal)).raw,
  voice: (door, id, signal) =>
    door.read((sdk, options) => sdk.phoneNumbers.voice.retrieve(id, options), decodeRecord, signal),
  messaging: (door, id, signal) =>
    door.read((sdk, options) => sdk.phoneNumbers.messaging.retrieve(id, options), decodeRecord, signal),
  mobile: async (door, id, signal) =>
    (await door.read((sdk, options) => sdk.mobilePhoneNumbers.retrieve(id, options), decodeNumber, signal))
      .raw,
  'mobile-messaging': (door, id, signal) =>
    door.read((sdk, options) => sdk.mobilePhoneNumbers.messaging.retrieve(id, options), decodeRecord, signal),
};

/** The number as the account holds it now (operation 15). */
export function readNumber(door: Door, id: string, signal?: AbortSignal): Promise<NumberRecord> {
  return door.read((sdk, options) => sdk.phoneNumbers.retrieve(id, options), decodeNumber, signal);
}
