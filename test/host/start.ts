// npm start: builds and packages the extension, installs it into a real VS Code, and opens it with the sample account.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installVsix, packageExtension } from './extension.ts';
import { cacheFolder } from './folders.ts';
import { cleanEnvironment, startServer } from './server.ts';
import { themes, writeSettings, type Theme } from './settings.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    theme: { type: 'string', default: 'dark' },
    'no-open': { type: 'boolean', default: false },
  },
});

const folder = join(cacheFolder, 'start');
const workspace = join(folder, 'workspace');

/** The command line asked for something that is not there. */
function wrongUsage(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

function chosenTheme(): Theme {
  const theme = Object.keys(themes).find((name): name is Theme => name === values.theme);
  return theme ?? wrongUsage(`--theme is one of ${Object.keys(themes).join(', ')}`);
}

function chosenPort(): number | undefined {
  if (values.port === undefined) return undefined;
  const port = Number(values.port);
  return Number.isInteger(port) && port > 0 && port < 65_536
    ? port
    : wrongUsage('--port is a number from 1 to 65535');
}

/** A workspace somebody might have; made once, then left as the person leaves it. */
async function sampleWorkspace(): Promise<void> {
  if (existsSync(workspace)) return;
  await mkdir(workspace, { recursive: true });
  const words = '# A sample folder\n\nThe Telnyx Explorer is in the activity bar, at the side.\n';
  await writeFile(join(workspace, 'README.md'), words);
}

function openInBrowser(address: string): void {
  const { CI, DISPLAY, WAYLAND_DISPLAY } = process.env;
  const screen = process.platform !== 'linux' || [DISPLAY, WAYLAND_DISPLAY].some(Boolean);
  if (values['no-open'] || !screen || CI) return;
  const openers: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
    darwin: ['open', address],
    win32: ['cmd', '/c', 'start', '', address.replaceAll('&', '^&')],
  };
  const [command, ...args] = openers[process.platform] ?? ['xdg-open', address];
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

/** Here a person looks around, not a test: their own key may be imported when they ask for it. */
function personEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => name.startsWith('TELNYX_'));
  return { ...cleanEnvironment(homedir()), ...Object.fromEntries(own) };
}

async function main(): Promise<void> {
  const theme = chosenTheme();
  const port = chosenPort();
  await mkdir(folder, { recursive: true });
  await sampleWorkspace();
  const vsix = join(folder, 'telnyx-explorer.vsix');
  const extensionsDir = join(folder, 'extensions');
  console.log('Building and packaging the extension');
  await packageExtension(vsix);
  await rm(extensionsDir, { recursive: true, force: true });
  await installVsix(vsix, extensionsDir);
  const dataDir = join(folder, 'data');
  await writeSettings(dataDir, {
    'telnyx.startWithSampleAccount': true,
    'workbench.colorTheme': themes[theme],
    'workbench.startupEditor': 'none',
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'chat.disableAIFeatures': true,
    'security.workspace.trust.enabled': false,
    'telemetry.telemetryLevel': 'off',
  });
  // Whoever can reach a VS Code can run programs as its owner: the address carries a secret, as `code serve-web` does.
  const token = randomBytes(16).toString('hex');
  const args = ['--connection-token', token, '--extensions-dir', extensionsDir];
  const server = await startServer({ dataDir, port, args, env: personEnvironment() });
  const address = `${server.url}/?tkn=${token}&folder=${encodeURIComponent(workspace)}`;
  console.log(
    `\nVS Code with the Telnyx Explorer and its sample account:\n\n  ${address}\n\nCtrl+C ends it.`,
  );
  openInBrowser(address);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => void server.stop().then(() => process.exit(0)));
  }
}

await main();
