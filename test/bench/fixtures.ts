import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { projectFolder } from '../host/folders.ts';

/** The extensions of `extensions/`; each is measured beside ours, or measures. */
export type Fixture = 'empty' | 'bare' | 'rival' | 'probe';

/** With one view alone VS Code shows no header to expand it by, so a second one stands below, closed. */
const container = (id: string, title: string, view: string) => ({
  viewsContainers: { activitybar: [{ id, title, icon: 'icon.svg' }] },
  views: {
    [id]: [
      { id: view, name: title, icon: 'icon.svg' },
      { id: `${view}.below`, name: 'Below', icon: 'icon.svg', visibility: 'collapsed' },
    ],
  },
});

const waiting = container('waiting', 'Waiting', 'rival.waiting');
const fetching = container('fetching', 'Fetching', 'rival.fetching');

/** Like ours in shape: activated by a view, a module. */
const manifests: Readonly<Record<Fixture, object>> = {
  empty: { contributes: container('empty', 'Empty', 'empty.view') },
  bare: { contributes: container('bare', 'Bare', 'bare.view') },
  rival: {
    contributes: {
      viewsContainers: {
        activitybar: [...waiting.viewsContainers.activitybar, ...fetching.viewsContainers.activitybar],
      },
      views: { ...waiting.views, ...fetching.views },
      commands: [{ command: 'rival.change', title: 'Change', category: 'Rival' }],
    },
  },
  probe: { activationEvents: ['onStartupFinished'] },
};

/** Puts a fixture into a folder of installed extensions. Its name becomes `bench.<fixture>`. */
export async function installFixture(name: Fixture, extensionsDir: string): Promise<void> {
  const relativeLocation = `bench.${name}-1.0.0`;
  const folder = join(extensionsDir, relativeLocation);
  await mkdir(folder);
  const common = { name, publisher: 'bench', version: '1.0.0', engines: { vscode: '^1.100.0' } };
  const module = { type: 'module', main: './extension.js' };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ ...common, ...module, ...manifests[name] }));
  await copyFile(join(projectFolder, 'media', 'telnyx.svg'), join(folder, 'icon.svg'));
  await build({
    entryPoints: [join(import.meta.dirname, 'extensions', `${name}.ts`)],
    outfile: join(folder, 'extension.js'),
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['vscode'],
    logLevel: 'warning',
  });
  const list = join(extensionsDir, 'extensions.json');
  const installed = JSON.parse(await readFile(list, 'utf8')) as unknown[];
  const identifier = { id: `bench.${name}` };
  const location = { $mid: 1, path: folder, scheme: 'file' };
  installed.push({ identifier, version: '1.0.0', location, relativeLocation, metadata: {} });
  await writeFile(list, JSON.stringify(installed));
}
