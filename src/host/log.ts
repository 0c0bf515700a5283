import { window, type Disposable, type LogOutputChannel } from 'vscode';
import type { Traffic } from '../core/telnyx/traffic.ts';

/** Takes out what looks like a key, whoever wrote it there. */
function redact(text: string): string {
  return text.replace(/\b(Bearer\s+)\S+/gi, '$1***').replace(/\bKEY[\w-]{8,}/g, '***');
}

function describe(thrown: unknown, depth = 0): string {
  if (!(thrown instanceof Error)) return typeof thrown === 'string' ? thrown : `A thrown ${typeof thrown}`;
  const told = thrown.stack ?? thrown.message;
  return thrown.cause === undefined || depth > 3
    ? told
    : `${told}\nCaused by: ${describe(thrown.cause, depth + 1)}`;
}

/** The channel "Telnyx Explorer" in the Output panel; made when there is something to say. */
class Log implements Disposable {
  #channel: LogOutputChannel | undefined;

  get #open(): LogOutputChannel {
    this.#channel ??= window.createOutputChannel('Telnyx Explorer', { log: true });
    return this.#channel;
  }

  show(): void {
    this.#open.show();
  }

  /** One request, under the name of its account. Paths and outcomes only: the door gives nothing else. */
  traffic(account: string, { method, path, attempt, ms, status, requestId, problem }: Traffic): void {
    const again = attempt > 1 ? ` (attempt ${attempt})` : '';
    const id = requestId === undefined ? '' : ` request-id=${requestId}`;
    const outcome = [status, problem].filter((part) => part !== undefined).join(' ');
    const line = redact(`[${account}] ${method} ${path}${again}: ${outcome} in ${Math.round(ms)} ms${id}`);
    if (problem === undefined || problem === 'cancelled') this.#open.info(line);
    else this.#open.warn(line);
  }

  warn(text: string): void {
    this.#open.warn(redact(text));
  }

  /** Something nobody foresaw, with its stack. */
  error(thrown: unknown): void {
    this.#open.error(redact(describe(thrown)));
  }

  dispose(): void {
    this.#channel?.dispose();
    this.#channel = undefined;
  }
}

export const log = new Log();
