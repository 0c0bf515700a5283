import type { Ground } from './ground.ts';
import { Job, type JobErrors, type JobType, type Work } from './job.ts';
import { jobError } from './job-work.ts';
import type { NumberRecord } from './number-record.ts';
import { lockedText } from './number-rules.ts';
import { Random } from './random.ts';
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

const reasons: Readonly<Record<JobType, readonly JobErrors[]>> = {
  update_phone_numbers: [
    jobError('10015', 'The connection does not exist.', '/connection_id'),
    jobError('10001', 'The phone number is not active.', '/base'),
  ],
  delete_phone_numbers: [jobError('10015', lockedText, '/base')],
  update_emergency_settings: [jobError('10015', 'The field is invalid.', '/emergency_address_id')],
};

function pastWork(random: Random, type: JobType, wanted: Outcome): Work {
  const share = wanted === 'failed' ? 1 : wanted === 'partly' ? 0.25 : 0;
  let count = 0;
  return () => {
    count += 1;
    const fails = random.chance(share) || (wanted === 'partly' && count === 1);
    return fails ? random.pick(reasons[type]) : undefined;
  };
}

function someNumbers(ground: Ground, random: Random, size: number): NumberRecord[] {
  const owned = ground.numbers.everLength;
  const chosen = new Set<number>();
  for (let tries = 0; tries < size && owned > 0; tries += 1) chosen.add(random.between(0, owned - 1));
  return [...chosen].map((index) => ground.numbers.at(index));
}

/** Sixty jobs: the newest one under way, the next still waiting, the others over. They changed nothing we show. */
export function makeJobHistory(ground: Ground): Job[] {
  if (ground.numbers.everLength === 0) return [];
  const random = new Random(ground.settings.seed, 'job history');
  let time = ground.epoch - 3 * minute;
  return Array.from({ length: 60 }, (_, index) => {
    const type = random.pick([
      'update_phone_numbers',
      'update_phone_numbers',
      'update_emergency_settings',
      'delete_phone_numbers',
    ] as const);
    const wanted = outcome(index);
    const running = wanted === 'running' || wanted === 'waiting';
    const records = someNumbers(ground, random, wanted === 'running' ? 60 : random.between(1, 48));
    if (index > 1) time -= Math.floor(random.next() * 11 * day) + hour;
    else time -= index * minute;
    const startsAt =
      wanted === 'waiting'
        ? ground.epoch + 45_000
        : wanted === 'running'
          ? ground.epoch - 20_000
          : time + 4000;
    const stepMs = running ? 2500 : 400;
    const expiresAt =
      wanted === 'expired' ? startsAt + Math.max(1, records.length - 1) * stepMs * 0.6 : Infinity;
    return new Job({
      id: random.uuid(),
      type: running ? 'update_phone_numbers' : type,
      key: index % 3 === 1 ? 'id' : 'phone_number',
      records,
      createdAt: time,
      startsAt,
      stepMs,
      expiresAt: Math.floor(expiresAt),
      work: pastWork(random, type, wanted === 'running' ? 'partly' : wanted),
    });
  });
}
