import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompressSync } from 'node:zlib';
import { chromium, type Browser } from 'playwright-core';
import { installOnce } from './install.ts';
import { unpack, untar, type PinnedPackage } from './npm.ts';

/** How to start the browser. */
export interface BrowserChoice {
  readonly executablePath: string;
  readonly env: Record<string, string>;
  readonly args: readonly string[];
}

/** Chromium 153 for Linux on x64, with the few system libraries it wants. */
const headlessChromium: PinnedPackage = {
  spec: '@sparticuz/chromium@153.0.0',
  integrity:
    'sha512-jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==',
};

/** Fonts for machines that have none; pictures look the same everywhere with them. */
const dejavuFonts: PinnedPackage = {
  spec: 'dejavu-fonts-ttf@2.37.3',
  integrity:
    'sha512-f1hd7jJbeQa1VWcw+K2KrTXS50zTMaHpVC4XIKJpNcDeYR5ajMtj/iLlQDYNvLOKamUB3ARVVCf79lNwNVztSQ==',
};

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Tests talk to this machine only.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

let choice: Promise<BrowserChoice> | undefined;

/** `$CHROME_PATH`, or an installed Chrome, Chromium or Edge, or one installed from npm on first use. */
export function findBrowser(): Promise<BrowserChoice> {
  choice ??= findInstalled().then((path) => (path ? { executablePath: path, env: {}, args } : fromNpm()));
  return choice;
}

/** A headless browser for page tests; the caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env, args } = await findBrowser();
  return chromium.launch({ executablePath, args: [...args], env: { ...process.env, ...env } });
}

async function findInstalled(): Promise<string | undefined> {
  const given = process.env.CHROME_PATH;
  if (given) return given;
  for (const path of candidates()) {
    if (existsSync(path) && (await starts(path))) return path;
  }
  return undefined;
}

function candidates(): readonly string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) =>
      join('/Applications', `${name}.app`, 'Contents', 'MacOS', name),
    );
  }
  if (process.platform === 'win32') {
    const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].map(
      (name) => process.env[name] ?? '',
    );
    const paths = [
      join('Google', 'Chrome', 'Application', 'chrome.exe'),
      join('Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ];
    return paths.flatMap((path) => roots.map((root) => join(root, path)));
  }
  const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** A name on the path may be a stub that only says what to install; Windows opens a window instead of answering. */
async function starts(path: string): Promise<boolean> {
  if (process.platform === 'win32') return true;
  const answer = await promisify(execFile)(path, ['--version'], { timeout: 10_000 }).catch(() => undefined);
  return answer !== undefined && / \d{3,}\./.test(answer.stdout);
}

async function fromNpm(): Promise<BrowserChoice> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('Install Chrome, Chromium or Edge, or set CHROME_PATH to a browser of that family.');
  }
  const folder = await installOnce('chromium-153.0.0', fillWithChromium);
  // Font settings hold absolute paths, so they are written for the place where the folder is now.
  const fonts = join(folder, 'fonts.conf');
  const settings = fontSettings(folder);
  if ((await readFile(fonts, 'utf8').catch(() => '')) !== settings) await writeFile(fonts, settings);
  const env = { LD_LIBRARY_PATH: join(folder, 'lib'), FONTCONFIG_FILE: fonts };
  return { executablePath: join(folder, 'chromium'), env, args };
}

async function fillWithChromium(folder: string): Promise<void> {
  await unpack(headlessChromium, ['package/bin'], folder);
  const bin = join(folder, 'package', 'bin');
  const inflate = async (name: string, to: string) =>
    writeFile(to, brotliDecompressSync(await readFile(join(bin, `${name}.br`))));
  await inflate('chromium', join(folder, 'chromium'));
  await chmod(join(folder, 'chromium'), 0o755);
  for (const name of ['al2023.tar', 'swiftshader.tar', 'fonts.tar']) {
    await inflate(name, join(bin, name));
    await untar(join(bin, name), folder);
  }
  await rm(join(folder, 'package'), { recursive: true });
  await addFonts(folder);
}

async function addFonts(folder: string): Promise<void> {
  await unpack(dejavuFonts, ['package/ttf', 'package/LICENSE'], folder);
  const fonts = join(folder, 'fonts', 'DejaVu');
  await mkdir(fonts, { recursive: true });
  for (const name of ['DejaVuSans', 'DejaVuSans-Bold', 'DejaVuSansMono', 'DejaVuSansMono-Bold']) {
    await cp(join(folder, 'package', 'ttf', `${name}.ttf`), join(fonts, `${name}.ttf`));
  }
  await cp(join(folder, 'package', 'LICENSE'), join(fonts, 'LICENSE'));
  await rm(join(folder, 'package'), { recursive: true });
}

/** The shipped fonts first; those of the system fill what they lack, such as Chinese. */
function fontSettings(folder: string): string {
  const prefer = (family: string, names: readonly string[]) =>
    `<alias binding="strong"><family>${family}</family><prefer>` +
    names.map((name) => `<family>${name}</family>`).join('') +
    '</prefer></alias>';
  return [
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>',
    `<dir>${join(folder, 'fonts')}</dir><dir>/usr/share/fonts</dir>`,
    `<cachedir>${join(folder, 'font-cache')}</cachedir>`,
    prefer('system-ui', ['Open Sans', 'DejaVu Sans']),
    prefer('sans-serif', ['Open Sans', 'DejaVu Sans']),
    prefer('monospace', ['DejaVu Sans Mono']),
    '</fontconfig>',
  ].join('\n');
}
