import { emergencyStatus, emergencyTold } from '../settings/emergency.ts';
import type { EmergencyWish } from './operations.ts';

/** Whether the emergency services are at work on a number, as its voice record tells. */
export function isAtWork(record: unknown): boolean {
  const status = emergencyStatus(record);
  return status === 'provisioning' || status === 'deprovisioning';
}

/**
 * Tells of voice records, in the order in which they are read after a 202 to operation 19, whether the emergency services
 * are done. The answer and the first records may tell how it was before, so a final status counts only once the services
 * were seen at work, or once a record after the answer holds the wish.
 */
export function settledAfter(answer: unknown, wish: EmergencyWish): (record: unknown) => boolean {
  let seen = false;
  return (record) => {
    seen ||= isAtWork(record);
    return isFinal(record, wish) && (seen || (record !== answer && holds(record, wish)));
  };
}

/** Only who wants emergency calling can be refused it: that it failed before says nothing of switching it off. */
function isFinal(record: unknown, { emergency_enabled: wanted }: EmergencyWish): boolean {
  const status = emergencyStatus(record);
  return wanted ? status === 'active' || status === 'provisioning-failed' : status === 'disabled';
}

function holds(record: unknown, wish: EmergencyWish): boolean {
  const told = emergencyTold(record);
  if (told?.emergency_enabled !== wish.emergency_enabled) return false;
  return !wish.emergency_enabled || told.emergency_address_id === wish.emergency_address_id;
}
