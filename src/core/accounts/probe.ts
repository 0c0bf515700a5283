import { t } from '@vscode/l10n';
import * as v from 'valibot';
import type { Door } from '../telnyx/door.ts';
import { Failure } from '../telnyx/failure.ts';

/** What one look at the account says about a key. */
export type Verdict =
  | { readonly outcome: 'good' }
  /** 403: a key of the account, without the right to see its money. It may be good for everything else. */
  | { readonly outcome: 'no-billing'; readonly sentence: string }
  | { readonly outcome: 'bad-key'; readonly sentence: string }
  /** Nothing was learned about the key; `sentence` says why. */
  | { readonly outcome: 'offline' | 'unclear'; readonly sentence: string };

const balance = v.looseObject({});

function verdictOf(failure: Failure): Verdict {
  switch (failure.kind) {
    case 'cancelled':
      throw failure;
    case 'unauthorized':
      return { outcome: 'bad-key', sentence: t('Telnyx does not accept this API key.') };
    case 'forbidden':
      return {
        outcome: 'no-billing',
        sentence: t(
          'The API key works, but has no right to see billing. Balance, charges and invoices stay closed.',
        ),
      };
    case 'offline':
    case 'timeout':
      return { outcome: 'offline', sentence: failure.sentence };
    case 'not-found':
    case 'unreadable':
      return {
        outcome: 'unclear',
        sentence: t('What answers at this address does not look like the Telnyx API. Check the region.'),
      };
    case 'rejected':
    case 'rate-limited':
    case 'server':
    case 'read-only':
    case 'misuse':
    case 'unknown':
      return { outcome: 'unclear', sentence: failure.sentence };
  }
}

/** Asks for the balance (operation 28), the safest look at a key; throws only when cancelled. */
export async function probeKey(door: Door, signal?: AbortSignal): Promise<Verdict> {
  try {
    await door.read(
      (sdk, options) => sdk.balance.retrieve(options),
      (data) => v.parse(balance, data),
      signal,
    );
    return { outcome: 'good' };
  } catch (failure) {
    if (failure instanceof Failure) return verdictOf(failure);
    throw failure;
  }
}
