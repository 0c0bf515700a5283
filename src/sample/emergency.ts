import type { Telnyx } from 'telnyx';
import type { Call } from './call.ts';
import { emergencyObstacle, startEmergency } from './emergency-state.ts';
import { ok, type Answer } from './envelope.ts';
import { changedNumberOf } from './numbers.ts';
import { BodyReader } from './reader.ts';
import { voiceSettings } from './voice-view.ts';

/** Operation 19: the address is required even to disable (D14). */
export function enableEmergency(call: Call): Answer {
  const { account } = call;
  const record = changedNumberOf(call);
  const body = new BodyReader(call.body).need('emergency_enabled', 'emergency_address_id');
  const enabled = body.flag('emergency_enabled');
  const addressId = body.text('emergency_address_id');
  const obstacle = addressId === undefined ? undefined : emergencyObstacle(account, record, addressId);
  if (obstacle !== undefined) body.complain('emergency_address_id', obstacle);
  body.refuseOthers().done();
  const pending = account.audit.watch(record, 'update', () =>
    startEmergency(account, record, enabled === true, addressId ?? null),
  );
  const answer: Telnyx.PhoneNumbers.ActionEnableEmergencyResponse = { data: voiceSettings(record) };
  return ok(answer, pending ? 202 : 200);
}
