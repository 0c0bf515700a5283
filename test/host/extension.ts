import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from './folders.ts';
import { oneAtATime } from './install.ts';
import { npm } from './npm.ts';
import { runServerCommand } from './server.ts';

let installed: Promise<string> | undefined;

/**
 * An extensions folder with the packaged extension in it, as a person gets it from the VSIX. `TEST_EXTENSIONS_DIR`
 * names one that is there already; otherwise it is built and packaged now, and deleted when this process ends.
 */
export function installedExtension(): Promise<string> {
  const given = process.env.TEST_EXTENSIONS_DIR;
  installed ??= given ? Promise.resolve(given) : packageAndInstall();
  return installed;
}

async function packageAndInstall(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'telnyx-packaged-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const vsix = join(folder, 'telnyx-explorer.vsix');
  await packageExtension(vsix);
  return installVsix(vsix, join(folder, 'extensions'));
}

/** Builds for production and writes the VSIX: `npm run package`, with the README's pictures found beside it. */
export async function packageExtension(vsix: string): Promise<void> {
  const args = ['run', 'package', '--', '--out', vsix];
  await oneAtATime('package', () => npm(args, projectFolder));
}

/** Installs a VSIX into an extensions folder and returns that folder. */
export async function installVsix(vsix: string, extensionsDir: string): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'telnyx-install-'));
  try {
    await runServerCommand(dataDir, ['--install-extension', vsix, '--extensions-dir', extensionsDir]);
    return extensionsDir;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
