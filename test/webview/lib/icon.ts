/** Makes `media/icon.png` from `media/icon.svg`: the extension's page in the market takes no SVG. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from '../../host/browser.ts';
import { projectFolder } from '../../host/folders.ts';

const media = join(projectFolder, 'media');
const browser = await launchBrowser();
const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
await page.setContent(`<body style="margin:0">${await readFile(join(media, 'icon.svg'), 'utf8')}</body>`);
await page.screenshot({ path: join(media, 'icon.png'), omitBackground: true });
await browser.close();
