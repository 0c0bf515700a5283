import * as v from 'valibot';
import type { Door } from '../telnyx/door.ts';

const names = v.fallback(v.optional(v.array(v.string())), undefined);

const order = v.object({
  order_id: v.pipe(v.string(), v.nonEmpty()),
  pending: names,
  success: names,
  failed: names,
});

/** A bulk change of the messaging profile (operations 1 and 2); its lists hold +E.164. */
export type BulkOrder = v.InferOutput<typeof order>;

/** Gives numbers a messaging profile, `''` for none (operation 1). */
export function startOrder(door: Door, profile: string, numbers: readonly string[]): Promise<BulkOrder> {
  return door.write(
    (sdk, options) =>
      sdk.messagingNumbersBulkUpdates.create(
        { messaging_profile_id: profile, numbers: [...numbers] },
        options,
      ),
    v.parser(order),
  );
}

/** An order as it stands now (operation 2). */
export function readOrder(door: Door, id: string, signal?: AbortSignal): Promise<BulkOrder> {
  return door.read(
    (sdk, options) => sdk.messagingNumbersBulkUpdates.retrieve(id, options),
    v.parser(order),
    signal,
  );
}
