import { emergencyObstacle, startEmergency } from './emergency-state.ts';
import type { Ground } from './ground.ts';
import type { JobErrors, Work } from './job.ts';
import type { Apply } from './number-change.ts';
import { editable, lockedText } from './number-rules.ts';

export function jobError(code: string, detail: string, pointer: string): JobErrors {
  const url = `https://developers.telnyx.com/docs/overview/errors/${code}`;
  return [{ code, title: 'Bad Request', detail, source: { pointer }, meta: { url } }];
}

const inactive = (): JobErrors => jobError('10001', 'The phone number is not active.', '/base');

/** Deletes the number, unless its deletion lock is on. */
export function deleteWork(ground: Ground): Work {
  return (record) => {
    if (record.deletionLock) return jobError('10015', lockedText, '/base');
    if (record.deletedAt !== null) return inactive();
    ground.numbers.delete(record, ground.now());
    return undefined;
  };
}

/** Writes the checked changes, unless the number cannot be edited. */
export function updateWork(ground: Ground, applies: readonly Apply[]): Work {
  return (record) => {
    if (!editable(record)) return inactive();
    for (const apply of applies) apply(record);
    record.updatedAt = ground.now();
    return undefined;
  };
}

/** Turns emergency calling on with an address, or off without one (D14). */
export function emergencyWork(ground: Ground, enabled: boolean, addressId: string | null): Work {
  return (record) => {
    if (!editable(record)) return inactive();
    const obstacle = addressId === null ? undefined : emergencyObstacle(ground, record, addressId);
    if (enabled && obstacle !== undefined) return jobError('10015', obstacle, '/emergency_address_id');
    startEmergency(ground, record, enabled, addressId);
    return undefined;
  };
}
