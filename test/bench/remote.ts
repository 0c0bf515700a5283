import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A simulator in a process of its own, so that it takes no time from what is measured. */
export interface Remote extends AsyncDisposable {
  readonly baseUrl: string;
  readonly apiKey: string;
}

/** Starts `npm run simulate` with these flags on a free port. */
export async function startRemote(flags: readonly string[]): Promise<Remote> {
  const script = join(import.meta.dirname, '../simulator.ts');
  const child = spawn(process.execPath, [script, '--port', '0', ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const found = new Map<string, string>();
  for await (const line of createInterface(child.stdout)) {
    const [, name, value] = /^\s+(Base URL|API key)\s+(\S+)/.exec(line) ?? [];
    if (name && value && !found.has(name)) found.set(name, value);
    const baseUrl = found.get('Base URL');
    const apiKey = found.get('API key');
    if (!baseUrl || !apiKey) continue;
    return {
      baseUrl,
      apiKey,
      [Symbol.asyncDispose]: async () => {
        child.kill();
        await once(child, 'exit');
      },
    };
  }
  throw new Error('The simulator did not start.');
}

/** The address of one page of phone numbers. */
export const pageUrl = ({ baseUrl }: Remote, number: number, size: number) =>
  `${baseUrl}/phone_numbers?page[number]=${number}&page[size]=${size}`;

/** The answer to one list request, as bytes. */
export async function fetchPage(remote: Remote, number: number, size: number): Promise<Uint8Array> {
  const headers = { authorization: `Bearer ${remote.apiKey}` };
  const response = await fetch(pageUrl(remote, number, size), { headers });
  if (!response.ok) throw new Error(`The simulator answered ${response.status}.`);
  return response.bytes();
}
