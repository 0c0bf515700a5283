import * as v from 'valibot';
import { decodeNumber, decodeRecord, type NumberRecord } from '../settings/record.ts';
import type { Value } from '../settings/setting.ts';
import type { Door } from '../telnyx/door.ts';

type Json = Readonly<Record<string, unknown>>;

/** Fields of a request, by the API's own names; an object holds those that are sent together. */
export type Body = Readonly<Record<string, Value | Readonly<Record<string, unknown>>>>;

// Bodies go in through the options: which fields they may have, the table of settings says.

/** Changes the given fields of one number (operation 16); resolves to the number as the server kept it. */
export function patchNumber(door: Door, id: string, body: Body): Promise<NumberRecord> {
  return door.write((sdk, options) => sdk.phoneNumbers.update(id, {}, { ...options, body }), decodeNumber);
}

/** Changes voice settings (operation 23); resolves to all of them as the server kept them. */
export function patchVoice(door: Door, id: string, body: Body): Promise<Json> {
  return door.write(
    (sdk, options) => sdk.phoneNumbers.voice.update(id, {}, { ...options, body }),
    decodeRecord,
  );
}

/** Changes messaging settings (operation 21); resolves to all of them as the server kept them. */
export function patchMessaging(door: Door, id: string, body: Body): Promise<Json> {
  return door.write(
    (sdk, options) => sdk.phoneNumbers.messaging.update(id, {}, { ...options, body }),
    decodeRecord,
  );
}

/** Changes a mobile number (operation 26); resolves to all of it as the server kept it. */
export function patchMobile(door: Door, id: string, body: Body): Promise<Json> {
  return door.write(
    (sdk, options) => sdk.mobilePhoneNumbers.update(id, {}, { ...options, body }),
    decodeRecord,
  );
}

/** Puts a number into a bundle, or takes it out with `null` (operation 18); resolves to its voice settings. */
export function changeBundle(door: Door, id: string, bundle: string | null): Promise<Json> {
  return door.write(
    (sdk, options) => sdk.phoneNumbers.actions.changeBundleStatus(id, { bundle_id: bundle }, options),
    decodeRecord,
  );
}

/** What operation 19 asks for; both fields are wanted always (D14). */
export interface EmergencyWish {
  readonly emergency_enabled: boolean;
  readonly emergency_address_id: string;
}

/** Voice settings, and whether the server only took the wish on (202) and goes on working. */
export interface EmergencyAnswer {
  readonly voice: Json;
  readonly accepted: boolean;
}

/** Switches emergency calling (operation 19). */
export async function changeEmergency(door: Door, id: string, wish: EmergencyWish): Promise<EmergencyAnswer> {
  let accepted = false;
  const voice = await door.write(
    (sdk, options) => ({
      asResponse: async () => {
        const response = await sdk.phoneNumbers.actions.enableEmergency(id, wish, options).asResponse();
        accepted = response.status === 202;
        return response;
      },
    }),
    decodeRecord,
  );
  return { voice, accepted };
}

const removed = v.object({ status: v.literal('deleted') });

/** Deletes a number (operation 17). An answer that does not call it deleted is no clear answer. */
export async function removeNumber(door: Door, id: string): Promise<void> {
  await door.write((sdk, options) => sdk.phoneNumbers.delete(id, options), v.parser(removed));
}

const job = v.object({
  id: v.pipe(v.string(), v.nonEmpty()),
  status: v.fallback(v.optional(v.string()), undefined),
  failed_operations: v.fallback(v.array(v.unknown()), []),
});

/** As much of a job as following it needs. */
export type Job = v.InferOutput<typeof job>;

/** Starts a job that sets the deletion lock of one number (operation 10); resolves to the job. */
export function startLockJob(door: Door, id: string, locked: boolean): Promise<Job> {
  return door.write(
    (sdk, options) =>
      sdk.phoneNumbers.jobs.updateBatch({ phone_numbers: [id], deletion_lock_enabled: locked }, options),
    v.parser(job),
  );
}

/** A job as it stands now (operation 11). */
export function readJob(door: Door, id: string, signal?: AbortSignal): Promise<Job> {
  return door.read((sdk, options) => sdk.phoneNumbers.jobs.retrieve(id, options), v.parser(job), signal);
}
