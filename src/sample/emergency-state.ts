import { unplaceable } from './addresses.ts';
import type { Ground } from './ground.ts';
import type { NumberRecord } from './number-record.ts';

/** How long nobody is told of a wish, where it is told late. */
const lateMs = 4000;

/** Starts provisioning (or its end). Returns whether it is still under way, which operation 19 answers with 202. */
export function startEmergency(
  ground: Ground,
  record: NumberRecord,
  enabled: boolean,
  addressId: string | null,
): boolean {
  const { emergency } = record;
  const asked = addressId ?? emergency.addressId;
  if (
    !emergency.asked &&
    emergency.enabled === enabled &&
    (!enabled || emergency.addressId === asked) &&
    emergency.status === emergency.becomes
  ) {
    return false;
  }
  const street = ground.choices.addresses.find((address) => address.id === asked)?.street_address;
  const toldAt = ground.now() + (ground.settings.variants.emergencyToldLate ? lateMs : 0);
  emergency.asked = { toldAt, enabled, addressId: enabled ? asked : null };
  emergency.becomes = !enabled ? 'disabled' : street === unplaceable ? 'provisioning-failed' : 'active';
  emergency.settlesAt = toldAt + ground.settings.emergencyMs;
  ground.provisioning.add(record);
  beginEmergency(ground, record);
  return true;
}

/** Tells what was asked for when its time has come. */
function beginEmergency(ground: Ground, { emergency }: NumberRecord): void {
  const { asked } = emergency;
  if (!asked || ground.now() < asked.toldAt) return;
  emergency.enabled = asked.enabled;
  emergency.addressId = asked.addressId;
  emergency.status = asked.enabled ? 'provisioning' : 'deprovisioning';
  emergency.asked = undefined;
}

/** Ends provisioning when its time has come. */
export function settleEmergency(ground: Ground, record: NumberRecord): void {
  const { emergency } = record;
  const now = ground.now();
  beginEmergency(ground, record);
  if (now < emergency.settlesAt) return;
  ground.provisioning.delete(record);
  emergency.status = emergency.becomes;
  record.updatedAt = now;
  const last = emergency.periods.at(-1);
  const paying = last?.to === Infinity;
  if (emergency.status === 'active' && !paying) emergency.periods.push({ from: now, to: Infinity });
  if (emergency.status === 'disabled' && last && paying) last.to = now;
}

/** Why this number cannot have emergency calling with this address, or undefined. */
export function emergencyObstacle(
  ground: Ground,
  record: NumberRecord,
  addressId: string,
): string | undefined {
  const address = ground.choices.addresses.find((row) => row.id === addressId);
  if (!address) return 'does not exist';
  return address.country_code === record.country ? undefined : "must be in the phone number's country";
}
