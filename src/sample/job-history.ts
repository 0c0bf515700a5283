import type { Ground } from './ground.ts';
import { otherId } from './ids.ts';
import { Job, type JobEntry, type JobErrors, type JobType } from './job.ts';
import { jobError } from './job-work.ts';
import type { NumberRecord } from './number-record.ts';
import { lockedText } from './number-rules.ts';
import { at, Random } from './random.ts';
import { day, hour, minute } from './time.ts';

type Outcome = 'good' | 'partly' | 'failed' | 'expired' | 'running' | 'waiting';

/** The first sixty jobs, newest first: mostly fine, as in life, with every ending among them. */
function outcome(index: number): Outcome {
  if (index === 0) return 'running';
  if (index === 1) return 'waiting';
  if (index % 13 === 5) return 'failed';
  if (index % 17 === 9) return 'expired';
  return index % 4 === 2 ? 'partly' : 'good';
}

const types = [
  'update_phone_numbers',
  'update_phone_numbers',
  'update_emergency_settings',
  'delete_phone_numbers',
] as const;

const reasons: Readonly<Record<JobType, readonly JobErrors[]>> = {
  update_phone_numbers: [
    jobError('10015', 'The connection does not exist.', '/connection_id'),
    jobError('10001', 'The phone number is not active.', '/base'),
  ],
  delete_phone_numbers: [jobError('10015', lockedText, '/base')],
  update_emergency_settings: [jobError('10015', 'The field is invalid.', '/emergency_address_id')],
};

/** What became of each entry; the first of a partly failed job always fails. */
function results(random: Random, type: JobType, wanted: Outcome, size: number): (JobErrors | undefined)[] {
  const share = wanted === 'failed' ? 1 : wanted === 'partly' || wanted === 'running' ? 0.25 : 0;
  return Array.from({ length: size }, (_, place) => {
    const fails = random.chance(share) || (share > 0 && place === 0);
    return fails ? random.pick(reasons[type]) : undefined;
  });
}

const formerCodes = ['217', '218', '219', '224', '225', '228', '229', '231', '234', '239'];

/** A number that was deleted long ago, in area codes the account has no numbers of now. */
function formerNumber(ordinal: number): JobEntry {
  const code = at(formerCodes, Math.floor(ordinal / 100));
  return { id: otherId(7, ordinal), phoneNumber: `+1${code}55501${String(ordinal % 100).padStart(2, '0')}` };
}

/** Numbers of the account for a job that is over; one that is under way keeps off the newest, which people edit first. */
function someNumbers(ground: Ground, random: Random, size: number, running: boolean): NumberRecord[] {
  const owned = ground.numbers.everLength;
  const first = running ? Math.min(60, owned - 1) : 0;
  const chosen = new Set<number>();
  for (let tries = 0; tries < size; tries += 1) chosen.add(random.between(first, owned - 1));
  return [...chosen].map((index) => ground.numbers.at(index));
}

/** When a job began and how fast it went; an expired one ran out of time after about half of its numbers. */
function schedule(ground: Ground, wanted: Outcome, createdAt: number, size: number) {
  if (wanted === 'running') return { startsAt: ground.epoch - 20_000, stepMs: 2500, expiresAt: Infinity };
  if (wanted === 'waiting') return { startsAt: ground.epoch + 45_000, stepMs: 2500, expiresAt: Infinity };
  const startsAt = createdAt + 4000;
  const stepMs = 400;
  const expiresAt =
    wanted === 'expired' ? startsAt + Math.floor(Math.max(1, size - 1) * stepMs * 0.6) : Infinity;
  return { startsAt, stepMs, expiresAt };
}

/** Sixty jobs: the newest one under way, the next still waiting, the others over. They changed nothing we show. */
export function makeJobHistory(ground: Ground): Job[] {
  if (ground.numbers.everLength === 0) return [];
  const random = new Random(ground.settings.seed, 'job history');
  let time = ground.epoch - 3 * minute;
  let former = -1;
  return Array.from({ length: 60 }, (_, index) => {
    const wanted = outcome(index);
    const running = wanted === 'running' || wanted === 'waiting';
    const type = running ? 'update_phone_numbers' : random.pick(types);
    const numbers = someNumbers(ground, random, wanted === 'running' ? 60 : random.between(1, 48), running);
    const found = results(random, type, wanted, numbers.length);
    // What a past job deleted is not the account's any more.
    const entries = numbers.map((record, place) =>
      type === 'delete_phone_numbers' && !found[place] && wanted !== 'expired'
        ? formerNumber((former += 1))
        : record,
    );
    if (index > 1) time -= Math.floor(random.next() * 11 * day) + hour;
    else time -= index * minute;
    return new Job({
      id: random.uuid(),
      type,
      key: index % 3 === 1 ? 'id' : 'phone_number',
      entries,
      createdAt: time,
      ...schedule(ground, wanted, time, entries.length),
      work: (place) => found[place],
    });
  });
}
