import { t } from '@vscode/l10n';
import { emergencyStatus } from '../settings/emergency.ts';
import type { Records } from '../settings/record.ts';
import type { Operation, RecordKey, Table, Values } from '../settings/setting.ts';
import type { Door } from '../telnyx/door.ts';
import { Failure } from '../telnyx/failure.ts';
import { faultsIn } from '../telnyx/faults.ts';
import { bodyOf, emergencyOf } from './body.ts';
import { follow, type Following } from './follow.ts';
import { lookAgain } from './lookAgain.ts';
import {
  changeBundle,
  changeEmergency,
  patchMessaging,
  patchMobile,
  patchNumber,
  patchVoice,
  readJob,
  startLockJob,
  type Job,
} from './operations.ts';
import { readRecord } from './records.ts';
import { isAtWork, settledAfter } from './settled.ts';
import type { Change, NumberName } from './plan.ts';

/** What takes a while. */
export type Waiting = 'job' | 'provisioning' | 'deprovisioning';

/** What a step has to work with. */
export interface StepParts extends Following {
  readonly door: Door;
  readonly number: NumberName;
  readonly changes: readonly Change[];
  /** What the account holds, steps before this one included. */
  readonly live: Values;
  readonly table: Table;
  /** Told when the request is answered and its work goes on. */
  readonly onWait: (what: Waiting) => void;
}

/** What a step that the server took came to. */
export interface Sent {
  /** Records of the answer. */
  readonly records: Records;
  /** True while the server still works on it and nobody waits any longer. */
  readonly underway?: true;
  /** Nobody can say any more how it ends: the number has to tell. */
  readonly lost?: Failure;
  /** What a person should know beside "saved". */
  readonly warning?: string;
}

/**
 * The requests of a save, in the order in which they are made: what answers at once comes first, what the server
 * works on for a while last. So nobody waits for a job before the rest is safe, and no job runs on a number that is
 * still being written to. The deletion lock comes at the very end: it is the one that needs a job. Each is sent once.
 */
export const steps: readonly {
  readonly operation: Operation;
  readonly send: (parts: StepParts) => Promise<Sent>;
}[] = [
  {
    operation: 16,
    send: async ({ door, number, changes, live, table }) => {
      const { raw } = await patchNumber(door, number.id, bodyOf(changes, live, table));
      return { records: { number: raw } };
    },
  },
  {
    operation: 23,
    send: async ({ door, number, changes, live, table }) => ({
      records: { voice: await patchVoice(door, number.id, bodyOf(changes, live, table)) },
    }),
  },
  {
    operation: 21,
    send: async ({ door, number, changes, live, table }) => ({
      records: { messaging: await patchMessaging(door, number.id, bodyOf(changes, live, table)) },
    }),
  },
  {
    operation: 18,
    send: async ({ door, number, changes }) => {
      const [change] = changes;
      const bundle = typeof change?.mine === 'string' ? change.mine : null;
      return { records: { voice: await changeBundle(door, number.id, bundle) } };
    },
  },
  {
    operation: 26,
    send: async ({ door, number, changes, live, table }) => ({
      records: { mobile: await patchMobile(door, number.id, bodyOf(changes, live, table)) },
    }),
  },
  { operation: 19, send: sendEmergency },
  { operation: 10, send: sendLock },
];

export const provisioningFailed = (): string =>
  t('The emergency services did not take the address: provisioning failed. Choose another address.');

/** Operation 19; after 202 operation 22 is read until the status is final. */
async function sendEmergency(parts: StepParts): Promise<Sent> {
  const { door, number, changes, live, table } = parts;
  const wish = emergencyOf(changes, live, table);
  if (!wish) {
    throw new Failure({
      kind: 'rejected',
      sentence: t('Telnyx asks for the emergency address, and none is known.'),
      wayOut: 'none',
    });
  }
  const { voice, accepted } = await changeEmergency(door, number.id, wish);
  const done = accepted ? settledAfter(voice, wish) : (record: unknown) => !isAtWork(record);
  if (!done(voice)) parts.onWait(wish.emergency_enabled ? 'provisioning' : 'deprovisioning');
  const end = await follow(voice, done, () => readRecord.voice(door, number.id), parts);
  if (!end) return { records: { voice }, underway: true };
  const failed = wish.emergency_enabled && emergencyStatus(end) === 'provisioning-failed';
  return {
    records: { voice: end },
    ...(failed && {
      warning: provisioningFailed(),
    }),
  };
}

const lostJob = (): Failure =>
  new Failure({
    kind: 'not-found',
    sentence: t('It is unclear whether the change was made: Telnyx does not list its job any more.'),
    wayOut: 'none',
    effect: 'unclear',
  });

/** Operation 10 for one number; the job is read (11) until it ends, and the number again by whoever asked. */
async function sendLock(parts: StepParts): Promise<Sent> {
  const { door, number, changes, clock, leave } = parts;
  const [change] = changes;
  const job = await startLockJob(door, number.id, change?.mine === true);
  const ended = (seen: Job | 'lost') =>
    seen === 'lost' || /^(completed|failed|expired)$/.test(seen.status ?? '');
  if (!ended(job)) parts.onWait('job');
  const again = async () => (await lookAgain(() => readJob(door, job.id), clock, leave)) ?? 'lost';
  const end = await follow<Job | 'lost'>(job, ended, again, parts);
  if (!end) return { records: {}, underway: true };
  if (end === 'lost') return { records: {}, lost: lostJob() };
  // Every entry of this job is the one number; `completed` does not promise that it was changed.
  if (end.failed_operations.length === 0 && end.status === 'completed') return { records: {} };
  throw new Failure({
    kind: 'rejected',
    sentence:
      end.status === 'expired'
        ? t('The job expired before it came to this number.')
        : t('The job could not change this number.'),
    wayOut: 'none',
    faults: end.failed_operations.flatMap((entry) => faultsIn(entry)),
  });
}

/** The record that tells what became of a change; undefined when none does. */
export const recordsOf = (changes: readonly Change[]): readonly RecordKey[] => [
  ...new Set(changes.flatMap(({ setting }) => setting.record ?? [])),
];
