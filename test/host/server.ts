import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, openSync, closeSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { installCode } from './code.ts';

const longestStart = 60_000;

/** A running VS Code server. */
export interface Server {
  readonly url: string;
  readonly port: number;
  /** Everything the server and the extension host printed. */
  readonly log: string;
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly dataDir: string;
  readonly port?: number | undefined;
  readonly args?: readonly string[] | undefined;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * The environment a tested VS Code gets: nothing of the developer's
 * Telnyx account, nor of an outer VS Code or test; no marketplace.
 */
export function cleanEnvironment(home: string): NodeJS.ProcessEnv {
  const foreign = /^(TELNYX_|VSCODE_|ELECTRON_|NODE_OPTIONS$|NODE_TEST_CONTEXT$|npm_)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  const own = { HOME: home, USERPROFILE: home, XDG_CONFIG_HOME: join(home, '.config') };
  return { ...Object.fromEntries(kept), ...own, EXTENSIONS_GALLERY: '{}' };
}

/** Starts VS Code's server in a process group of its own and waits until it listens. */
export async function startServer({ dataDir, port, args = [], env }: ServerOptions): Promise<Server> {
  const code = await installCode();
  const usedPort = port ?? (await freePort());
  const logFile = join(dataDir, 'server.log');
  const child = launch(code, logFile, env, [
    ...[join(code, 'out', 'server-main.js'), dataDir],
    ...['--host', '127.0.0.1', '--port', String(usedPort), '--accept-server-license-terms'],
    ...['--telemetry-level', 'off', '--server-data-dir', dataDir],
    ...(args.includes('--connection-token') ? [] : ['--without-connection-token']),
    ...args,
  ]);
  const url = `http://127.0.0.1:${String(usedPort)}`;
  const server: Server = {
    url,
    port: usedPort,
    get log() {
      return readFileSync(logFile, 'utf8');
    },
    stop: () => endGroup(child),
  };
  await untilAnswering(server, child).catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  return server;
}

/** Runs the server's command line once, as for `--install-extension`. */
export async function runServerCommand(dataDir: string, args: readonly string[]): Promise<void> {
  const code = await installCode();
  const logFile = join(dataDir, 'command.log');
  const main = join(code, 'out', 'server-main.js');
  const own = ['--accept-server-license-terms', '--server-data-dir', dataDir];
  const child = launch(code, logFile, cleanEnvironment(dataDir), [main, dataDir, ...own, ...args]);
  const ended = await Promise.race([exitOf(child), sleep(longestStart, undefined, { ref: false })]);
  await endGroup(child);
  if (ended !== 0) throw new Error(`VS Code ${args.join(' ')} failed:\n${readFileSync(logFile, 'utf8')}`);
}

function launch(
  code: string,
  logFile: string,
  env: NodeJS.ProcessEnv,
  args: readonly string[],
): ChildProcess {
  mkdirSync(join(logFile, '..'), { recursive: true });
  const log = openSync(logFile, 'w');
  const child = spawn(process.execPath, [join(import.meta.dirname, 'server-entry.ts'), ...args], {
    cwd: code,
    env,
    detached: process.platform !== 'win32',
    stdio: ['pipe', log, log],
  });
  closeSync(log);
  return child;
}

async function untilAnswering(server: Server, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + longestStart;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`VS Code's server ended:\n${server.log}`);
    const answer = await fetch(`${server.url}/version`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error(`VS Code's server did not start:\n${server.log}`);
}

async function endGroup(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = exitOf(child);
  // Windows has no groups: closing stdin ends the server, and its children follow it.
  if (process.platform === 'win32') child.stdin?.end();
  else process.kill(-pid, 'SIGKILL');
  await ended;
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve));
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port');
  return address.port;
}
