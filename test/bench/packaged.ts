import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installVsix, packageExtension } from '../host/extension.ts';
import { installFixture, type Fixture } from './fixtures.ts';

let packaged: Promise<string> | undefined;

/** The VSIX, built for production once per run, in a folder that goes with this process. */
export function packagedVsix(): Promise<string> {
  packaged ??= temporaryFolder().then(async (folder) => {
    const vsix = join(folder, 'telnyx-explorer.vsix');
    await packageExtension(vsix);
    return vsix;
  });
  return packaged;
}

/** A folder of extensions of its own with ours, from the VSIX, and some fixtures. */
export async function installBeside(...fixtures: readonly Fixture[]): Promise<string> {
  const folder = await temporaryFolder();
  const extensionsDir = await installVsix(await packagedVsix(), join(folder, 'extensions'));
  for (const fixture of fixtures) await installFixture(fixture, extensionsDir);
  return extensionsDir;
}

/** Deleted when this process ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'telnyx-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
