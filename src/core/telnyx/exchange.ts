/**
 * One call from the door through the SDK to the transport. It travels in the SDK's `fetchOptions`, so that the
 * transport knows whose request it sends, and keeps what was thrown, which the SDK would wrap beyond recognition.
 */
export interface Exchange {
  readonly intent: 'read' | 'write';
  readonly signal: AbortSignal;
  /** Asked right before a request is handed to the network, after all waiting; what it throws keeps it from being sent. */
  readonly permit?: () => Promise<void>;
  /** True once a request that changes something has been handed to the network. */
  writeSent: boolean;
  thrown?: unknown;
}
