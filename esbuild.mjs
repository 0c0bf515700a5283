// One bundle per thing that loads by itself: the extension, the SDK, the sample account, and each page.
// The extension's bundle must hold none of the others: they load on first use.
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { build, context } from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  metafile: true,
  logLevel: 'info',
  mainFields: ['module', 'main'],
};

/** Sources that are bundles of their own; the extension reaches them through `import()` only. */
const lazy = new Map([
  ['src/core/telnyx/sdk.ts', 'telnyx'],
  ['src/sample/index.ts', 'sample'],
]);

/** Rewrites `import('…/sdk.ts')` inside the extension into a load of the neighbouring bundle. */
const lazyBundles = {
  name: 'lazy-bundles',
  setup(builder) {
    builder.onResolve({ filter: /\/(sdk|sample\/index)\.ts$/ }, (args) => {
      if (args.kind !== 'dynamic-import') return undefined;
      const name = args.path.endsWith('sdk.ts') ? 'telnyx' : 'sample';
      return { path: `./${name}.cjs`, external: true };
    });
  },
};

const node = {
  ...common,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
};

const pages = readdirSync('webview', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'lib')
  .map((entry) => entry.name);

const bundles = [
  { ...node, entryPoints: { extension: 'src/extension.ts' }, external: ['vscode'], plugins: [lazyBundles] },
  // The SDK names itself to the server by its class name: a shortened one would be a lie in the User-Agent.
  {
    ...node,
    entryPoints: Object.fromEntries([...lazy].map(([source, name]) => [name, source])),
    keepNames: true,
  },
  ...pages.map((page) => ({
    ...common,
    entryPoints: { [page]: `webview/${page}/index.ts` },
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    outdir: `dist/pages`,
    loader: { '.svg': 'dataurl' },
  })),
];

if (watch) {
  const begins = {
    name: 'watch-report',
    setup(builder) {
      builder.onStart(() => console.log('[watch] build started'));
      builder.onEnd(() => console.log('[watch] build finished'));
    },
  };
  for (const options of bundles) {
    const running = await context({ ...options, plugins: [...(options.plugins ?? []), begins] });
    await running.watch();
  }
} else {
  const results = await Promise.all(bundles.map((options) => build(options)));
  if (process.argv.includes('--report')) {
    for (const { metafile } of results) {
      for (const [file, output] of Object.entries(metafile.outputs))
        console.log(basename(file), output.bytes);
    }
  }
}
