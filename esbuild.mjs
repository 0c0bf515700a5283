// One bundle for each thing that loads by itself: the extension, the SDK, the sample account, and each page.
// The extension's bundle holds none of the others: they load on first use.
//
//   node esbuild.mjs                 for development, with source maps
//   node esbuild.mjs --production    minified, with the licences of all that ships
//   node esbuild.mjs --watch         builds again on every change
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build, context } from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  metafile: true,
  logLevel: 'warning',
  mainFields: ['module', 'main'],
};

const node = {
  ...common,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  outdir: 'dist',
  // Its main file is CommonJS that asks for `require`, which a module does not have.
  alias: { '@vscode/l10n': '@vscode/l10n/dist/browser.js' },
};

/** Sources that are bundles of their own; the extension reaches them through `import()` only. */
const lazy = { telnyx: 'src/core/telnyx/sdk.ts', sample: 'src/sample/index.ts' };

/** Turns `import('…/sdk.ts')` inside the extension into a load of the neighbouring bundle. */
const lazyBundles = {
  name: 'lazy-bundles',
  setup(builder) {
    builder.onResolve({ filter: /\/(sdk|sample\/index)\.ts$/ }, ({ kind, path }) =>
      kind === 'dynamic-import'
        ? { path: path.endsWith('sdk.ts') ? './telnyx.js' : './sample.js', external: true }
        : undefined,
    );
  },
};

const pages = readdirSync('webview', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'lib')
  .map((entry) => entry.name);

const bundles = [
  // Split where the code says `import()`: rooms that activation does not need (editors, panels, the door) are chunks
  // that load on first use, and what rooms share is there once.
  {
    ...node,
    entryPoints: { extension: 'src/extension.ts' },
    splitting: true,
    external: ['vscode'],
    plugins: [lazyBundles],
  },
  // The SDK names itself to the server by its class name: a shortened one would be a lie in the User-Agent.
  { ...node, entryPoints: { telnyx: lazy.telnyx }, keepNames: true },
  { ...node, entryPoints: { sample: lazy.sample } },
  {
    ...common,
    entryPoints: Object.fromEntries(pages.map((page) => [page, `webview/${page}/index.ts`])),
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    outdir: 'dist/pages',
  },
];

/** The lines that the editor's problem matcher waits for. */
const report = {
  name: 'watch-report',
  setup(builder) {
    builder.onStart(() => console.log('[watch] build started'));
    builder.onEnd(() => console.log('[watch] build finished'));
  },
};

/** Every package whose code is in the bundles, with the text of its licence. */
function licences(inputs) {
  const names = new Set(
    inputs.flatMap(
      (input) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(input)?.[1] ?? [],
    ),
  );
  return [...names].sort().map((name) => {
    const folder = `node_modules/${name}`;
    const { version, license, author } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    // Some packages name their licence without shipping its text.
    const text = file
      ? readFileSync(`${folder}/${file}`, 'utf8').trim()
      : `Licensed under ${license} by ${author?.name ?? author}; the package ships no text of it.`;
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
}

if (watch) {
  for (const options of bundles) {
    const running = await context({ ...options, plugins: [...(options.plugins ?? []), report] });
    await running.watch();
  }
} else {
  if (existsSync('dist')) rmSync('dist', { recursive: true });
  mkdirSync('dist');
  const metafiles = (await Promise.all(bundles.map((options) => build(options)))).map(
    ({ metafile }) => metafile,
  );
  writeFileSync('dist/meta.json', JSON.stringify(metafiles));
  const notices = licences(metafiles.flatMap(({ inputs }) => Object.keys(inputs)));
  writeFileSync('dist/THIRD-PARTY-NOTICES.txt', notices.join('\n---\n\n'));
}
