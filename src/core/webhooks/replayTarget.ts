import { isIP } from 'node:net';
import { t } from '@vscode/l10n';

export interface Address {
  readonly address: string;
  readonly family: number;
}

/** Finds the addresses of a name, as `dns.lookup` with `all` does. */
export type Lookup = (name: string) => Promise<readonly Address[]>;

/** Where a request goes: its URL, and the addresses that may be connected to, found once. */
export type Target =
  | { readonly ok: true; readonly url: URL; readonly addresses: readonly Address[] }
  | { readonly ok: false; readonly sentence: string };

const refused = (sentence: string): Target => ({ ok: false, sentence });

/** 127.0.0.0/8 and ::1, also written as an IPv4 address in IPv6. */
export function isLoopback(address: string): boolean {
  const plain = address.toLowerCase().replace(/^::ffff:/, '');
  if (isIP(plain) === 4) return plain.startsWith('127.');
  // The URL parser writes such an address in hexadecimal.
  return plain === '::1' || /^7f[0-9a-f]{2}:[0-9a-f]{1,4}$/.test(plain);
}

/** A host as URLs and people name it: without brackets, case and a final dot. */
const plainHost = (host: string) =>
  host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');

/** Whether a setting names this host: `crm.example.net`, or with a port `crm.example.net:8443`. No patterns. */
function isNamed({ hostname, port, protocol }: URL, allowed: readonly string[]): boolean {
  const host = plainHost(hostname);
  const withPort = `${host}:${port || (protocol === 'https:' ? '443' : '80')}`;
  return allowed.some((entry) => [host, withPort].includes(plainHost(entry.trim())));
}

const isLocalName = (host: string) => host === 'localhost' || host.endsWith('.localhost');

/** What is wrong with a URL whatever it leads to; undefined when nothing is. */
function complaintAbout(text: string): string | undefined {
  if (text.trim() === '') return t('Enter a URL, such as http://localhost:3000/webhooks.');
  if (!URL.canParse(text))
    return t('This is no URL. Write it whole, such as http://localhost:3000/webhooks.');
  const { protocol, username, password, port } = new URL(text);
  if (protocol !== 'http:' && protocol !== 'https:') return t('Only http and https URLs can be sent to.');
  if (username || password)
    return t('Leave the user name and password out of the URL; use an Authorization header.');
  // Node would take it for none, and send to the usual port.
  if (port === '0') return t('Nothing can listen on port 0. Write the port of your server.');
  return undefined;
}

async function found(url: URL, lookup: Lookup, mayBe: (address: string) => boolean): Promise<Target> {
  const host = plainHost(url.hostname);
  const family = isIP(host);
  if (family > 0) return { ok: true, url, addresses: [{ address: host, family }] };
  try {
    const addresses = (await lookup(host)).filter(({ address }) => mayBe(address));
    return addresses.length > 0
      ? { ok: true, url, addresses }
      : refused(t('{0} does not lead to this machine here, so nothing was sent.', host));
  } catch {
    return refused(t('{0} could not be found: no address is known for this name.', host));
  }
}

/**
 * Decides where a replay may go: this machine, or a host that is named in the setting. A name is looked up once, and
 * the addresses found are those connected to: what the name means a moment later does not matter.
 */
export async function reach(text: string, allowed: readonly string[], lookup: Lookup): Promise<Target> {
  const complaint = urlComplaint(text, allowed);
  if (complaint !== undefined) return refused(complaint);
  const url = new URL(text.trim());
  return await found(url, lookup, isHere(url) ? isLoopback : () => true);
}

const isHere = ({ hostname }: URL) => isLoopback(plainHost(hostname)) || isLocalName(plainHost(hostname));

/** What keeps a replay from going to a URL, as far as it is known without looking its name up. */
export function urlComplaint(text: string, allowed: readonly string[]): string | undefined {
  const complaint = complaintAbout(text);
  if (complaint !== undefined) return complaint;
  const url = new URL(text.trim());
  if (isHere(url) || isNamed(url, allowed)) return undefined;
  return t(
    '{0} is not this machine. Replays go to localhost only, unless the setting telnyx.replay.allowedHosts names the host.',
    plainHost(url.hostname),
  );
}
