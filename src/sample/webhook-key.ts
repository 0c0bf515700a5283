/** The public key of the sample account: its webhooks are signed with the other half, which is in `webhook-sign.ts`. */
export const samplePublicKey = '/cOAnLqBRTaRZttJJL1cCbHLEwygTuIDTx770XVy0ok=';
