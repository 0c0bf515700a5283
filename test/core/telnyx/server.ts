import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** A request as it came over the wire. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface TestServer {
  readonly baseUrl: string;
  readonly seen: readonly Seen[];
  /** Connections are cut and none taken any more. */
  stop(): Promise<void>;
}

export type Handler = (response: ServerResponse, request: Seen, count: number) => void;

/** A server on loopback that answers as told and remembers every request; it ends with the test. */
export async function serve(t: TestContext, handler: Handler): Promise<TestServer> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks).toString() };
      seen.push(one);
      handler(response, one, seen.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });
  t.after(stop);
  return { baseUrl: `http://127.0.0.1:${port}/v2`, seen, stop };
}

export function json(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

export function ok(response: ServerResponse, data: unknown = { id: '1' }, headers = {}): void {
  json(response, 200, { data }, headers);
}

/** Cuts the connection without a word. */
export function reset(response: ServerResponse): void {
  response.socket?.destroy();
}

/** A status with Telnyx's error envelope. */
export function refuse(
  response: ServerResponse,
  status: number,
  headers = {},
  detail = 'Some detail.',
): void {
  json(response, status, { errors: [{ code: '10007', title: 'A title', detail }] }, headers);
}
