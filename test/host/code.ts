import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installOnce } from './install.ts';
import { npm, unpack, type PinnedPackage } from './npm.ts';

/** VS Code 1.139.1: its server and web workbench, from the one npm package that carries them. */
const codeServer: PinnedPackage = {
  spec: 'code-server@4.139.1',
  integrity:
    'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
};

/** Large parts that nothing here uses, and parts that need what is not built: assistants, terminals, git. */
const unusedDependencies = [
  '@devcontainers/cli',
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@vscode/copilot-api',
  '@vscode/fs-copyfile',
  '@vscode/sandbox-runtime',
  '@vscode/sqlite3',
  '@vscode/windows-process-tree',
  '@vscode/windows-registry',
  'katex',
  'kerberos',
  'node-pty',
  'ssh2',
];
const unusedExtensions = [
  'copilot',
  'git',
  'github',
  'mermaid-markdown-features',
  'microsoft-authentication',
];

/** The folder of a real VS Code, installed on first use: `out/server-main.js` starts it. */
export function installCode(): Promise<string> {
  return installOnce('code-server-4.139.1', async (folder) => {
    await unpack(codeServer, ['package/lib/vscode'], folder);
    const unpacked = join(folder, 'package', 'lib', 'vscode');
    for (const name of unusedExtensions) {
      await rm(join(unpacked, 'extensions', name), { recursive: true, force: true });
    }
    await dropDependencies(join(unpacked, 'package.json'));
    await npm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], unpacked);
    await rename(unpacked, join(folder, 'vscode'));
    await rm(join(folder, 'package'), { recursive: true });
  }).then((folder) => join(folder, 'vscode'));
}

async function dropDependencies(file: string): Promise<void> {
  const manifest = JSON.parse(await readFile(file, 'utf8')) as { dependencies: Record<string, string> };
  const kept = Object.entries(manifest.dependencies).filter(([name]) => !unusedDependencies.includes(name));
  await writeFile(file, JSON.stringify({ ...manifest, dependencies: Object.fromEntries(kept) }, null, 2));
}
