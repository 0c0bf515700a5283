// npm run pictures: pictures of the real thing, by walking through it with the sample account, in every theme.
//   npm run pictures -- --only numbers,charges --theme dark
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Person } from '../e2e/lib/person.ts';
import { installedExtension } from './extension.ts';
import { cacheFolder, projectFolder } from './folders.ts';
import type { Scene } from './scene.ts';
import { scenes } from './scenes.ts';
import { themes, type Theme } from './settings.ts';
import { openWorkbench } from './workbench.ts';

const { values } = parseArgs({ options: { only: { type: 'string' }, theme: { type: 'string' } } });
const chosenScenes = values.only?.split(',');
const chosenTheme = values.theme;

/** Every scene starts in a VS Code of its own, so that none depends on the one before. */
async function take(scene: Scene, theme: Theme): Promise<void> {
  const folder = join(cacheFolder, 'pictures', theme);
  const file = join(folder, `${scene.name}.png`);
  await mkdir(folder, { recursive: true });
  await using workbench = await openWorkbench({
    extensionsDir: await installedExtension(),
    theme,
    ...scene.options,
    settings: { 'telnyx.startWithSampleAccount': true, ...scene.options?.settings },
  });
  const person = new Person(workbench);
  await scene.go(person);
  await person.looksAtRest();
  await workbench.page.screenshot({ path: file });
  console.log(file);
  if (scene.published === theme) {
    await mkdir(join(projectFolder, 'media', 'pictures'), { recursive: true });
    await copyFile(file, join(projectFolder, 'media', 'pictures', `${scene.name}.png`));
  }
}

async function main(): Promise<void> {
  const failures: string[] = [];
  for (const theme of Object.keys(themes) as Theme[]) {
    if (chosenTheme !== undefined && theme !== chosenTheme) continue;
    for (const scene of scenes) {
      if (chosenScenes && !chosenScenes.includes(scene.name)) continue;
      await take(scene, theme).catch((error: unknown) => {
        failures.push(`${scene.name} (${theme}): ${error instanceof Error ? error.message : String(error)}`);
      });
    }
  }
  for (const failure of failures) console.error(failure);
  process.exitCode = failures.length > 0 ? 1 : 0;
}

await main();
