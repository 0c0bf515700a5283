import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from './folders.ts';

/** The colour themes every picture and every look is taken in. */
export const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
} as const;

export type Theme = keyof typeof themes;

/** What a VS Code under test starts with: quiet, without assistants, updates and automatic saving. */
export function baseSettings(theme: Theme, trust: boolean): Record<string, unknown> {
  return {
    'chat.disableAIFeatures': true,
    'extensions.autoCheckUpdates': false,
    'extensions.autoUpdate': false,
    'extensions.ignoreRecommendations': true,
    'files.autoSave': 'off',
    'security.workspace.trust.enabled': trust,
    'security.workspace.trust.startupPrompt': 'never',
    'telemetry.telemetryLevel': 'off',
    'update.mode': 'none',
    'window.autoDetectColorScheme': false,
    'workbench.colorTheme': themes[theme],
    'workbench.editor.useModal': 'off',
    'workbench.enableExperiments': false,
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.startupEditor': 'none',
    'workbench.tips.enabled': false,
  };
}

/**
 * Writes the user settings of a data folder before VS Code starts. Those of machine scope, by the extension's manifest,
 * go to the machine's own file: they are read from there only.
 */
export async function writeSettings(
  dataDir: string,
  settings: Readonly<Record<string, unknown>>,
  extension = projectFolder,
): Promise<void> {
  const machineScoped = await machineScopedNames(extension);
  const all = Object.entries(settings);
  const files = {
    User: all.filter(([name]) => !machineScoped.has(name)),
    Machine: all.filter(([name]) => machineScoped.has(name)),
  };
  for (const [name, entries] of Object.entries(files)) {
    const folder = join(dataDir, 'data', name);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'settings.json'), JSON.stringify(Object.fromEntries(entries), null, 2));
  }
}

async function machineScopedNames(extension: string): Promise<ReadonlySet<string>> {
  const text = await readFile(join(extension, 'package.json'), 'utf8');
  const manifest = JSON.parse(text) as { contributes?: { configuration?: Configuration | Configuration[] } };
  const sections = [manifest.contributes?.configuration ?? []].flat();
  const properties = sections.flatMap(({ properties }) => Object.entries(properties));
  return new Set(properties.filter(([, { scope }]) => scope?.includes('machine')).map(([name]) => name));
}

interface Configuration {
  readonly properties: Readonly<Record<string, { readonly scope?: string }>>;
}
