import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes a data folder know Simplified Chinese. VS Code's own words stay English (no language pack is installed), but the
 * display language, and with it everything an extension says, is Chinese.
 */
export async function addChinese(dataDir: string): Promise<void> {
  const folder = join(dataDir, 'data');
  const words = join(folder, 'main.i18n.json');
  await mkdir(folder, { recursive: true });
  await writeFile(words, JSON.stringify({ contents: {} }));
  const pack = {
    hash: '1',
    label: '中文(简体)',
    extensions: [{ extensionIdentifier: { id: 'tests.zh-cn' }, version: '1.0.0' }],
    translations: { vscode: words },
  };
  await writeFile(join(folder, 'languagepacks.json'), JSON.stringify({ 'zh-cn': pack }));
}
