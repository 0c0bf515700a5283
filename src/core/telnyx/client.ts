import type { Telnyx } from 'telnyx';
import { onAbort } from './cancel.ts';
import { systemClock } from './clock.ts';
import type { Call, Door, DoorOptions } from './door.ts';
import type { Exchange } from './exchange.ts';
import { failureFrom } from './failureFrom.ts';
import { misuse } from './outgoing.ts';
import { fetchOutside } from './outside.ts';
import { readData, readPage, readText } from './reading.ts';
import { Transport } from './transport.ts';

/** Loads the SDK, the longest part of a first request: worth beginning as soon as one is expected. */
export const loadSdk = () => import('./sdk.ts');

/** Opens the way to one account. Loads nothing and sends nothing until it is first used. */
export function openDoor(options: DoorOptions): Door {
  const { apiKey: secret } = options;
  const host = URL.canParse(options.baseUrl) ? new URL(options.baseUrl).host : options.baseUrl;
  const { concurrency = 8 } = options;
  const entrance = new Entrance({ ...options, concurrency }, host);
  const reading = { host, secret, write: false };
  return {
    read: (call, decode, signal) =>
      entrance.pass('read', call, (response) => readData(response, decode, reading), signal),
    write: (call, decode, signal, permit) =>
      entrance.pass(
        'write',
        call,
        (response) => readData(response, decode, { ...reading, write: true }),
        signal,
        permit,
      ),
    page: (call, { number, size }, signal) => {
      const page = { 'page[number]': number, 'page[size]': size };
      const listed: Call = (sdk, requestOptions) => call(sdk, page, requestOptions);
      return entrance.pass('read', listed, (response) => readPage(response, reading), signal);
    },
    text: (call, signal) => entrance.pass('read', call, (response) => readText(response, reading), signal),
    concurrency,
    elsewhere: options.fetch ?? fetchOutside(host),
    close: () => {
      entrance.close();
    },
  };
}

/** The SDK's `fetch` with the exchange that the door put into the `fetchOptions` of the call. */
type ExchangeInit = RequestInit & { readonly exchange?: Exchange };
type ExchangeOptions = NonNullable<Telnyx.RequestOptions['fetchOptions']> & { readonly exchange: Exchange };

interface Loaded {
  readonly sdk: Telnyx;
  readonly transport: Transport;
}

type EntranceOptions = DoorOptions & Required<Pick<DoorOptions, 'concurrency'>>;

/** Lets calls through to the SDK and the transport, and keeps hold of those under way. */
class Entrance {
  readonly #options: EntranceOptions;
  readonly #host: string;
  readonly #closing = new AbortController();
  #loaded: Promise<Loaded> | undefined;

  constructor(options: EntranceOptions, host: string) {
    this.#options = options;
    this.#host = host;
  }

  /** Makes the call and reads its answer. Throws nothing but a `Failure`. */
  async pass<T>(
    intent: Exchange['intent'],
    call: Call,
    read: (response: Response) => Promise<T>,
    signal: AbortSignal | undefined,
    permit?: Exchange['permit'],
  ): Promise<T> {
    // The SDK never sees the caller's signal, on which it would leave its listeners.
    const controller = new AbortController();
    const abort = () => {
      controller.abort();
    };
    const exchange: Exchange = {
      intent,
      signal: controller.signal,
      writeSent: false,
      ...(permit && { permit }),
    };
    const close = () => {
      if (!exchange.writeSent) abort();
    };
    const unlisten = [onAbort(signal, abort), onAbort(this.#closing.signal, close)];
    try {
      const { sdk } = await this.#load();
      const fetchOptions: ExchangeOptions = { exchange };
      return await read(await call(sdk, { fetchOptions, maxRetries: 0 }).asResponse());
    } catch (thrown) {
      throw failureFrom(exchange.thrown ?? thrown, { host: this.#host, writeSent: exchange.writeSent });
    } finally {
      for (const stop of unlisten) stop();
    }
  }

  close(): void {
    this.#closing.abort();
    void this.#loaded?.then(({ transport }) => {
      transport.close();
    });
  }

  #load(): Promise<Loaded> {
    this.#loaded ??= this.#open().catch((thrown: unknown) => {
      this.#loaded = undefined;
      throw thrown;
    });
    return this.#loaded;
  }

  async #open(): Promise<Loaded> {
    const { Telnyx, userAgent } = await loadSdk();
    const { baseUrl, apiKey, readOnly = false, concurrency, deadline = 30_000, onTraffic } = this.#options;
    const transport = new Transport({
      baseUrl,
      host: this.#host,
      readOnly,
      apiKey,
      userAgent,
      fetch: this.#options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
      concurrency,
      deadline,
      clock: this.#options.clock ?? systemClock,
      random: this.#options.random ?? Math.random,
      onTraffic,
    });
    const sdk = new Telnyx({
      baseURL: baseUrl,
      // The transport adds the key, so that the SDK has none to print or to lose; what is null is not looked for
      // in the environment.
      apiKey: null,
      clientID: null,
      clientSecret: null,
      publicKey: null,
      maxRetries: 0,
      // The longest a timer can wait: deadlines and waits are the transport's.
      timeout: 2 ** 31 - 1,
      logLevel: 'off',
      fetch: (input, init) =>
        through(transport, input instanceof Request ? input.url : input.toString(), init),
    });
    return { sdk, transport };
  }
}

async function through(transport: Transport, url: string, init: ExchangeInit | undefined): Promise<Response> {
  const exchange = init?.exchange;
  if (!exchange) throw misuse('a call that dropped its options');
  try {
    return await transport.send(url, init, exchange);
  } catch (thrown) {
    exchange.thrown = thrown;
    throw thrown;
  }
}
