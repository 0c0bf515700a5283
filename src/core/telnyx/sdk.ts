/** The SDK as a bundle of its own: loaded by `client.ts` on first use, never with the extension. */
export * from 'telnyx';
export { Telnyx } from 'telnyx';
