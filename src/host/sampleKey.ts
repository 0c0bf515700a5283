export { samplePublicKey as sampleKey } from '../sample/webhook-key.ts';
