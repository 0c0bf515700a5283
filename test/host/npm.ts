import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const longest = 300_000;

/** One exact package: the name with version, and the sum npm knows it by. */
export interface PinnedPackage {
  readonly spec: string;
  readonly integrity: string;
}

/** Runs npm silently; throws with its own words when it fails. */
export async function npm(args: readonly string[], cwd: string): Promise<string> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_(lifecycle|package|command)|INIT_CWD)/.test(name)),
  );
  const windows = process.platform === 'win32';
  const options = { cwd, env, timeout: longest, shell: windows, maxBuffer: 16 * 1024 * 1024 };
  const { stdout } = await run(windows ? 'npm.cmd' : 'npm', ['--loglevel', 'error', ...args], options);
  return stdout;
}

/** Downloads a package and unpacks the named parts of it into a folder (`package/…`); refuses any other content. */
export async function unpack({ spec, integrity }: PinnedPackage, parts: readonly string[], into: string) {
  const name = (await npm(['pack', spec, '--silent'], into)).trim().split('\n').at(-1) ?? '';
  const archive = join(into, name);
  const sum = createHash('sha512')
    .update(await readFile(archive))
    .digest('base64');
  if (`sha512-${sum}` !== integrity) throw new Error(`${spec} is not the package that was expected`);
  await untar(archive, into, parts);
  await rm(archive);
}

/** Unpacks an archive, or the named parts of it. */
export async function untar(archive: string, into: string, parts: readonly string[] = []): Promise<void> {
  await run('tar', ['-xf', archive, '-C', into, ...parts], { timeout: longest });
}
