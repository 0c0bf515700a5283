import { t } from '@vscode/l10n';

/** Why no answer came, as far as the error codes of Node and Chromium tell. */
export interface ConnectionTrouble {
  readonly kind: 'offline' | 'timeout';
  readonly sentence: string;
  readonly cause: string;
  /** True when the connection was never made, so that nothing can have been done. */
  readonly neverSent: boolean;
}

interface Trait {
  readonly matches: RegExp;
  readonly kind: 'offline' | 'timeout';
  readonly sentence: (host: string) => string;
  readonly neverSent: boolean;
}

// Chromium's names (`net::ERR_…`) come when VS Code sends requests through Electron.
const traits: readonly Trait[] = [
  {
    matches: /^(ENOTFOUND|EAI_\w+|ERR_NAME_NOT_RESOLVED|ERR_NAME_RESOLUTION_FAILED)$/,
    kind: 'offline',
    sentence: (host) => t('The name {0} was not found. Check the connection to the internet and DNS.', host),
    neverSent: true,
  },
  {
    matches: /^(ECONNREFUSED|ERR_CONNECTION_REFUSED)$/,
    kind: 'offline',
    sentence: (host) => t('{0} refused the connection. Check the address and the proxy settings.', host),
    neverSent: true,
  },
  {
    matches: /^(ERR_PROXY_\w+|ERR_TUNNEL_CONNECTION_FAILED)$/,
    kind: 'offline',
    sentence: (host) => t('The proxy did not connect to {0}. Check the proxy settings.', host),
    neverSent: true,
  },
  {
    matches:
      /^(\w*SELF_SIGNED_CERT\w*|UNABLE_TO_\w+|CERT_\w+|ERR_TLS_CERT\w+|ERR_CERT_\w+|HOSTNAME_MISMATCH)$/,
    kind: 'offline',
    sentence: (host) =>
      t('The certificate of {0} is not trusted. Check the clock, the proxy and the certificates here.', host),
    neverSent: true,
  },
  {
    matches: /^(EPROTO|ERR_SSL_\w+|ERR_TLS_\w+)$/,
    kind: 'offline',
    sentence: (host) => t('No secure connection to {0} could be made. Check the proxy settings.', host),
    neverSent: false,
  },
  {
    matches:
      /^(ENETUNREACH|EHOSTUNREACH|ENETDOWN|EHOSTDOWN|ERR_INTERNET_DISCONNECTED|ERR_ADDRESS_UNREACHABLE)$/,
    kind: 'offline',
    sentence: (host) => t('There is no way to {0}. Check the connection to the internet.', host),
    neverSent: false,
  },
  {
    matches: /^UND_ERR_CONNECT_TIMEOUT$/,
    kind: 'timeout',
    sentence: (host) => t('{0} did not answer in time. Try again.', host),
    neverSent: true,
  },
  {
    matches: /^(ETIMEDOUT|UND_ERR_(HEADERS|BODY)_TIMEOUT|ERR_(CONNECTION_)?TIMED_OUT)$/,
    kind: 'timeout',
    sentence: (host) => t('{0} did not answer in time. Try again.', host),
    neverSent: false,
  },
  {
    matches: /^(ECONN\w+|EPIPE|UND_ERR_\w+|HPE_\w+|ERR_CONNECTION_\w+|ERR_NETWORK_\w+|ERR_EMPTY_RESPONSE)$/,
    kind: 'offline',
    sentence: (host) => t('The connection to {0} broke off. Try again.', host),
    neverSent: false,
  },
];

/** Reads the codes along an error and its causes; undefined when it is no trouble with the connection. */
export function connectionTrouble(thrown: unknown, host: string): ConnectionTrouble | undefined {
  const signs = signsOf(thrown);
  for (const trait of traits) {
    const sign = signs.find(({ code }) => trait.matches.test(code));
    if (!sign) continue;
    return {
      kind: trait.kind,
      sentence: trait.sentence(host),
      cause: sign.code,
      neverSent: trait.neverSent || sign.connecting,
    };
  }
  // Fetch says no more than "failed" for what has no code (such as an answer that is not HTTP).
  if (!(thrown instanceof TypeError) || !/fetch failed|Failed to fetch|terminated/.test(thrown.message))
    return undefined;
  const sentence = t('The connection to {0} failed. Try again.', host);
  return { kind: 'offline', sentence, cause: 'fetch failed', neverSent: false };
}

interface Sign {
  readonly code: string;
  /** The error is of making the connection, so nothing was sent over it. */
  readonly connecting: boolean;
}

function signsOf(thrown: unknown, depth = 0): Sign[] {
  if (!(thrown instanceof Error) || depth > 5) return [];
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  const chromium = /\bnet::(ERR_\w+)/.exec(thrown.message)?.[1];
  const connecting = 'syscall' in thrown && thrown.syscall === 'connect';
  const inner: unknown[] = thrown instanceof AggregateError ? thrown.errors : [];
  return [
    ...[code, chromium].flatMap((found) => (found ? [{ code: found, connecting }] : [])),
    ...[thrown.cause, ...inner].flatMap((error) => signsOf(error, depth + 1)),
  ];
}
