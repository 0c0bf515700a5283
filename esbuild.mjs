// One bundle for each thing that loads by itself: the extension, the SDK, the sample account, and each page.
// The extension's bundle holds none of the others: they load on first use.
//
//   node esbuild.mjs                 for development, with source maps
//   node esbuild.mjs --production    minified, with the licences of all that ships
//   node esbuild.mjs --watch         builds again on every change
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { build } from 'esbuild';

const production = process.argv.includes('--production');
const watching = process.argv.includes('--watch');

const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  metafile: true,
  write: false,
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

const others = [
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

const nameOf = (path) => basename(path, '.ts');

/** Leaves what `import()` loads outside, as the file of that name beside the bundle; `found` hears of each. */
const later = (found) => ({
  name: 'later',
  setup(builder) {
    builder.onResolve({ filter: /\.ts$/ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      found(resolve(resolveDir, path));
      return { path: `./${nameOf(path)}.js`, external: true };
    });
  },
});

/** Takes `modules` (path -> names of what it exports) from the activation file instead of having them again. */
const fromActivation = (modules) => ({
  name: 'from-activation',
  setup(builder) {
    const all = [...modules.keys()];
    builder.onResolve({ filter: /./ }, async ({ kind, path, resolveDir, importer, pluginData }) => {
      if (kind !== 'import-statement' || pluginData === 'asked' || path === activationFile) return undefined;
      const found = await builder.resolve(path, { kind, resolveDir, importer, pluginData: 'asked' });
      return modules.has(found.path) ? { path: found.path, namespace: 'activation' } : undefined;
    });
    builder.onResolve({ filter: /^\.\/extension\.cjs$/ }, ({ path }) => ({
      path,
      external: true,
      sideEffects: false,
    }));
    builder.onLoad({ filter: /./, namespace: 'activation' }, ({ path }) => {
      // A line for each name, so that only those that a room needs are left.
      const line = (name) => `export { m${all.indexOf(path)}_${name} as ${name} } from '${activationFile}';`;
      return { contents: modules.get(path).map(line).join('\n') };
    });
  },
});

const activationFile = './extension.cjs';

/** Keeps nothing between calls: a second copy does no harm, and spares activation what only rooms use of it. */
const stateless = /node_modules\/valibot\//;

/** The names that each of these modules exports, by its path. */
async function exportsOf(paths) {
  const { metafile } = await build({
    entryPoints: paths,
    outdir: 'dist',
    outbase: '.',
    format: 'esm',
    metafile: true,
    write: false,
  });
  return new Map(
    Object.values(metafile.outputs).flatMap(({ entryPoint, exports }) =>
      entryPoint === undefined ? [] : [[resolve(entryPoint), exports]],
    ),
  );
}

/**
 * The extension: one file for all that activation loads, and rooms that load on first use (editors, panels, the door,
 * commands), split where they share something. Splitting alone would cut activation into as many files as there are
 * sets of rooms that share something with it, and each file costs as much as what is in it. So the rooms take those
 * modules from the one file; each module is there once. It is CommonJS, which the extension host loads quickest.
 */
async function extension() {
  const options = { ...node, external: ['vscode'] };
  const rooms = new Set();
  const looked = await build({
    ...options,
    entryPoints: ['src/extension.ts'],
    plugins: [lazyBundles, later((path) => rooms.add(path))],
  });
  const modules = await exportsOf(
    Object.keys(looked.metafile.inputs).filter((path) => !stateless.test(path)),
  );
  const loaded = await build({
    ...options,
    entryPoints: Object.fromEntries([...rooms].map((path) => [nameOf(path), path])),
    splitting: true,
    plugins: [lazyBundles, fromActivation(modules)],
  });
  const taken = new Set(
    loaded.outputFiles.flatMap(
      ({ path, text }) => (path.endsWith('.js') ? text.match(/\bm\d+_\w+/g) : null) ?? [],
    ),
  );
  const lines = [...modules].map(([path, names], index) => {
    const own = names.filter((name) => taken.has(`m${index}_${name}`));
    return `export { ${own.map((name) => `${name} as m${index}_${name}`).join(', ')} } from ${JSON.stringify(path)};`;
  });
  const first = await build({
    ...options,
    stdin: { contents: [`export * from './src/extension.ts';`, ...lines].join('\n'), resolveDir: '.' },
    format: 'cjs',
    outdir: undefined,
    outfile: `dist/${activationFile}`,
    plugins: [lazyBundles, later(() => undefined)],
  });
  return [first, loaded];
}

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

async function buildAll() {
  const built = (await Promise.all([extension(), ...others.map((options) => build(options))])).flat();
  if (existsSync('dist')) rmSync('dist', { recursive: true });
  mkdirSync('dist/pages', { recursive: true });
  for (const { path, contents } of built.flatMap(({ outputFiles }) => outputFiles))
    writeFileSync(path, contents);
  const metafiles = built.map(({ metafile }) => metafile);
  writeFileSync('dist/meta.json', JSON.stringify(metafiles));
  const notices = licences(metafiles.flatMap(({ inputs }) => Object.keys(inputs)));
  writeFileSync('dist/THIRD-PARTY-NOTICES.txt', notices.join('\n---\n\n'));
}

/** Builds, and again whenever something changed meanwhile, with the lines that the editor's problem matcher waits for. */
async function buildForEver() {
  let changed = true;
  let building = false;
  const go = async () => {
    if (building) return;
    building = true;
    while (changed) {
      changed = false;
      console.log('[watch] build started');
      // What is wrong was printed already; the next change may mend it.
      await buildAll().catch(() => undefined);
      console.log('[watch] build finished');
    }
    building = false;
  };
  for (const folder of ['src', 'webview']) {
    watch(folder, { recursive: true }, () => {
      changed = true;
      // A save is often several changes.
      setTimeout(go, 50);
    });
  }
  await go();
}

await (watching ? buildForEver() : buildAll());
