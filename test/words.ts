import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

// `npm run l10n`: writes the English bundle. @vscode/l10n-dev sees only `l10n.t(…)`, not the `t(…)` that we write.

const root = resolve(import.meta.dirname, '..');
export const englishBundle = join(root, 'l10n/bundle.l10n.json');

/** Every text given to `t` of @vscode/l10n, sorted; throws where it is no literal, since then nobody can translate it. */
export function wordsInCode(): string[] {
  const files = ['src', 'webview'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  );
  return [...new Set(files.flatMap(wordsIn))].sort();
}

function wordsIn(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(root, file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const translates = source.statements.some(
    (statement) =>
      ts.isImportDeclaration(statement) &&
      ts.isStringLiteral(statement.moduleSpecifier) &&
      statement.moduleSpecifier.text === '@vscode/l10n',
  );
  const words: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 't') {
      const [text] = node.arguments;
      if (!text || !ts.isStringLiteralLike(text)) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        throw new Error(`${file}:${line + 1}: the first argument of t() must be a literal text`);
      }
      words.push(text.text);
    }
    ts.forEachChild(node, visit);
  };
  if (translates) visit(source);
  return words;
}

if (process.argv[1] === import.meta.filename) {
  const words = wordsInCode();
  const bundle = Object.fromEntries(words.map((word) => [word, word]));
  writeFileSync(englishBundle, `${JSON.stringify(bundle, undefined, 2)}\n`);
  console.log(`${words.length} texts`);
}
