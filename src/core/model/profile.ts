/** An account as this extension knows it. Its API key is not here: keys live in SecretStorage only. */
export interface Profile {
  /** Short, stable, safe in a URI path and as a storage key: `[a-z0-9-]+`. */
  readonly id: string;
  readonly name: string;
  /** A product icon id, e.g. `account`. */
  readonly icon: string;
  /** The sample account lives in memory and needs no key. */
  readonly kind: 'account' | 'sample';
  /** Ends in `/v2`, without a slash after it. https, or http on loopback. */
  readonly baseUrl: string;
  /** No write leaves the machine for such a profile; refused in the transport, below every command. */
  readonly readOnly: boolean;
}
