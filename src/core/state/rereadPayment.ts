import * as v from 'valibot';
import type { NumberIndex } from '../find/numberIndex.ts';
import { text } from '../resources/decode.ts';
import type { Door } from '../telnyx/door.ts';
import { Failure } from '../telnyx/failure.ts';

const voice = v.object({ usage_payment_method: text });

/**
 * Reads again how these numbers are paid for (operation 22). Of one that cannot be read it is unknown from then on.
 *
 * @throws Failure when any of them could not be read; one that is gone is none.
 */
export async function rereadPayment(
  door: Door,
  index: NumberIndex,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const reread = async (id: string) => {
    try {
      const told = await door.read(
        (sdk, options) => sdk.phoneNumbers.voice.retrieve(id, options),
        v.parser(voice),
        signal,
      );
      index.setPayment(id, told.usage_payment_method);
    } catch (thrown) {
      index.setPayment(id, undefined);
      if (!(thrown instanceof Failure) || thrown.kind !== 'not-found') throw thrown;
    }
  };
  const outcomes = await Promise.allSettled(ids.filter((id) => index.has(id)).map(reread));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}
