// What a person downloads and what activation loads, from the files of the VSIX itself.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Line } from './line.ts';
import { installBeside, packagedVsix } from './packaged.ts';

interface File {
  readonly name: string;
  readonly bytes: number;
  readonly gzipped: number;
}

const most = 60_000;
const activation = 'extension.cjs';

async function read(folder: string, name: string): Promise<File> {
  const code = await readFile(join(folder, name));
  return { name, bytes: code.length, gzipped: gzipSync(code).length };
}

async function readFolder(folder: string): Promise<ReadonlyMap<string, File>> {
  const names = (await readdir(folder)).filter((name) => /\.(c?js|css)$/.test(name)).sort();
  const files = await Promise.all(names.map((name) => read(folder, name)));
  return new Map(files.map((file) => [file.name, file]));
}

const count = (bytes: number) => `${bytes.toLocaleString('en')} bytes`;
const size = ({ bytes, gzipped }: File) => `${count(bytes)} (gzip ${gzipped.toLocaleString('en')})`;

/** The hash in its name is another one after every change; what several parts share has no other name. */
const titleOf = (name: string) =>
  name.replace(/-[A-Z0-9]{8}(?=\.)/, '').replace('chunk.js', 'shared by these');

export async function bench(): Promise<Line[]> {
  const extensionsDir = await installBeside();
  const [installed = ''] = (await readdir(extensionsDir)).filter((name) =>
    name.startsWith('telnyx-explorer'),
  );
  const dist = join(extensionsDir, installed, 'dist');
  const files = await readFolder(dist);
  const pages = await readFolder(join(dist, 'pages'));
  const bytes = files.get(activation)?.bytes ?? NaN;
  const later = [...files.values()].filter(({ name }) => name !== activation);
  const { size: vsix } = await stat(await packagedVsix());
  return [
    {
      name: 'What activation loads, minified',
      value: count(bytes),
      target: `at most ${most.toLocaleString('en')} bytes`,
      met: bytes <= most,
    },
    ...later.map((file) => ({ name: `  later: ${titleOf(file.name)}`, value: size(file) })),
    ...[...pages.values()].map((file) => ({ name: `  page: ${file.name}`, value: size(file) })),
    { name: 'VSIX', value: count(vsix) },
  ];
}
