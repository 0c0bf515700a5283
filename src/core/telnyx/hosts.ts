/** This machine: `localhost`, 127.0.0.0/8, ::1. Names below `localhost` may be asked of a server elsewhere. The URL parser has already undone odd spellings. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

/** Addresses and names that lead to no server of the internet: this machine, its network, what they reserve. */
const inside = [
  /^(0|10|127)\./,
  /^169\.254\./,
  /^172\.(1[6-9]|2\d|3[01])\./,
  /^192\.168\./,
  /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
  /^(22[4-9]|2[3-5]\d)\./,
  /^\[(::|f[cdef][0-9a-f]{2}:|64:ff9b:|2002:)/,
  /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)\.?$/,
  // A name of one part is one of the network here; a whole address never is.
  /^[^.[\]]+\.?$/,
];

/**
 * Whether a host, as the URL parser writes it, is on the internet by its name. A public name may still be resolved to
 * an address here: see `isPublicAddress`.
 */
export function isPublic(hostname: string): boolean {
  return !inside.some((sign) => sign.test(hostname));
}

/** Whether an address that a name was resolved to is on the internet. */
export function isPublicAddress(address: string): boolean {
  const host = address.includes(':') ? `[${address}]` : address;
  if (!URL.canParse(`http://${host}`)) return false;
  const { hostname } = new URL(`http://${host}`);
  // Networks with IPv6 alone write public IPv4 addresses like this (RFC 6052).
  const [, high = '0', low] = /^\[64:ff9b::(?:([0-9a-f]+):)?([0-9a-f]+)\]$/.exec(hostname) ?? [];
  if (low === undefined) return isPublic(hostname);
  const [upper, lower] = [parseInt(high, 16), parseInt(low, 16)];
  return isPublic([upper >> 8, upper & 255, lower >> 8, lower & 255].join('.'));
}
