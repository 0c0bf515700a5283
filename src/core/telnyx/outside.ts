import { lookup as lookUpName, type LookupAddress } from 'node:dns';
import http, { type IncomingMessage } from 'node:http';
// The whole module, since VS Code puts the proxies and certificates of a person into it, not into its parts.
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { isLoopback, isPublicAddress } from './hosts.ts';

/** A public name turned out to stand for an address of this machine or its network; nothing was sent there. */
export class LeadsInside extends Error {
  override readonly name = 'LeadsInside';
}

/** Asks for every address of a name. */
export type Resolve = (
  name: string,
  answer: (trouble: Error | null, addresses: readonly LookupAddress[]) => void,
) => void;

const ask: Resolve = (name, answer) => {
  lookUpName(name, { all: true }, answer);
};

/**
 * A `fetch` for links to other hosts. It looks at the very addresses that it then connects to, so that a public name
 * never leads to this machine or its network, whatever it stood for a moment before. Behind a proxy, which connects
 * by itself, only the proxy knows. The host of the API may be inside, and so may this machine by its own names: whether
 * these are asked is for the caller to say.
 *
 * Only asks (GET); follows nothing. Rejects with `LeadsInside`, or as Node does.
 */
export function fetchOutside(apiHost: string, resolve: Resolve = ask): typeof fetch {
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const { request } = url.protocol === 'http:' ? http : https;
    const trusted = url.host === apiHost || isLoopback(url.hostname);
    return new Promise((done, failed) => {
      const sent = request(
        url,
        {
          headers: { ...Object.fromEntries(new Headers(init?.headers)), 'accept-encoding': 'identity' },
          // A connection that was made before would be one that nobody looked at.
          agent: false,
          ...(init?.signal && { signal: init.signal }),
          lookup: lookUp(resolve, trusted ? undefined : url.hostname),
        },
        (message) => {
          try {
            done(responseOf(message));
          } catch (thrown) {
            message.destroy();
            failed(thrown instanceof Error ? thrown : new Error('unreadable'));
          }
        },
      );
      sent.on('error', failed);
      sent.end();
    });
  };
}

/**
 * The look-up that a connection uses. For the name `wary` it fails with `LeadsInside` as soon as one of its addresses is
 * not on the internet, even beside others that are: which of them is connected to is not ours to say. Any other name it is
 * asked for is that of a proxy, and its addresses are taken as they are; without `wary`, so are all. Addresses that stand
 * in a URL are not looked up: who follows a link judges those.
 */
function lookUp(resolve: Resolve, wary: string | undefined): LookupFunction {
  return (name, { all }, answer) => {
    resolve(name, (trouble, addresses) => {
      const [first] = addresses;
      const inside = name === wary && !addresses.every(({ address }) => isPublicAddress(address));
      const wrong = trouble ?? (inside ? new LeadsInside('The name stands for an address inside') : null);
      if (wrong || !first) answer(wrong, all ? [] : '');
      else if (all) answer(null, [...addresses]);
      else answer(null, first.address, first.family);
    });
  };
}

const told = ['location', 'content-type', 'content-length'] as const;

function responseOf(message: IncomingMessage): Response {
  const status = message.statusCode ?? 0;
  const headers = new Headers();
  for (const name of told) {
    const value = message.headers[name];
    if (value !== undefined) headers.set(name, value);
  }
  if (status !== 204 && status !== 205 && status !== 304)
    return new Response(bodyOf(message), { status, headers });
  message.resume();
  return new Response(null, { status, headers });
}

function bodyOf(message: IncomingMessage): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks: AsyncIterator<unknown, unknown> = message[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: async (controller) => {
      const { done, value } = await chunks.next();
      if (done === true) controller.close();
      else if (value instanceof Uint8Array) controller.enqueue(new Uint8Array(value));
    },
    cancel: () => {
      message.destroy();
    },
  });
}
