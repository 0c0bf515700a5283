/** The SDK as a bundle of its own: loaded by `client.ts` on first use, never with the extension. */
import { Telnyx as Generated } from 'telnyx';
import { VERSION } from 'telnyx/version';
import { stringifyQuery } from './query.ts';

/**
 * What the SDK calls itself to the server. The SDK makes it from the name of its class and lets
 * `TELNYX_CUSTOM_HEADERS` replace it; this one neither a minifier nor the environment can change.
 */
export const userAgent = `Telnyx/JS ${VERSION}`;

/** The SDK's client, with arrays in queries as the API reads them. */
export class Telnyx extends Generated {
  protected override stringifyQuery(query: object): string {
    return stringifyQuery(query);
  }
}
