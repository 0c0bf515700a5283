import type { Telnyx } from 'telnyx';
import type { Call } from './call.ts';
import { ok, type Answer } from './envelope.ts';
import { chosenNumbers, voiceDialect } from './number-filter.ts';
import { changedNumberOf, numberOf } from './numbers.ts';
import { numberPages, page } from './page.ts';
import { BodyReader } from './reader.ts';
import { readVoiceChange } from './voice-change.ts';
import { voiceSettings } from './voice-view.ts';

/** Operation 14. */
export function listVoice(call: Call): Answer {
  return page(call, numberPages, chosenNumbers(call, voiceDialect), voiceSettings);
}

/** Operation 22. */
export function getVoice(call: Call): Answer {
  return ok<Telnyx.PhoneNumbers.VoiceRetrieveResponse>({ data: voiceSettings(numberOf(call)) });
}

/** Operation 23. */
export function patchVoice(call: Call): Answer {
  const { account } = call;
  const record = changedNumberOf(call);
  const body = new BodyReader(call.body);
  const applies = readVoiceChange(body);
  body.done();
  account.audit.watch(record, 'update', () => {
    for (const apply of applies) apply(record);
    record.updatedAt = account.now();
  });
  return ok<Telnyx.PhoneNumbers.VoiceUpdateResponse>({ data: voiceSettings(record) });
}

/** Operation 18. A bundle is exchanged for another in two calls: remove, then add. */
export function changeBundle(call: Call): Answer {
  const { account } = call;
  const record = changedNumberOf(call);
  const body = new BodyReader(call.body).need('bundle_id');
  const bundle = body.textOrNull('bundle_id', { pattern: /\S/, wanted: 'must not be empty' });
  if (typeof bundle === 'string' && record.bundleId !== null && record.bundleId !== bundle) {
    body.complain('bundle_id', 'must be removed from its current bundle first');
  }
  body.refuseOthers().done();
  account.audit.watch(record, 'update', () => {
    record.bundleId = bundle ?? null;
    record.updatedAt = account.now();
  });
  return ok<Telnyx.PhoneNumbers.ActionChangeBundleStatusResponse>({ data: voiceSettings(record) });
}
