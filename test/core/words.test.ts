import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { englishBundle, wordsInCode } from '../words.ts';

type Bundle = Readonly<Record<string, string | { readonly message: string }>>;

const root = resolve(import.meta.dirname, '../..');
const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Bundle;
const message = (entry: Bundle[string]) => (typeof entry === 'string' ? entry : entry.message);
const placeholders = (value: string) => (value.match(/\{\w+\}/g) ?? []).sort();
const commandLinks = (value: string) => (value.match(/\(command:[\w.]+\)/g) ?? []).sort();
const sortedKeys = (bundle: Bundle) => Object.keys(bundle).sort();

const languages = [
  { what: 'the code', english: 'l10n/bundle.l10n.json', chinese: 'l10n/bundle.l10n.zh-cn.json' },
  { what: 'the manifest', english: 'package.nls.json', chinese: 'package.nls.zh-cn.json' },
];

describe('Words for people', () => {
  // The tree names months by these words, pages by the words of the browser.
  for (const [language, bundle] of [
    ['en', englishBundle],
    ['zh-cn', join(root, 'l10n/bundle.l10n.zh-cn.json')],
  ] as const)
    test(`name the months as pages do, in ${language}`, () => {
      const words = read(bundle);
      const month = (of: string, at: number) =>
        new Intl.DateTimeFormat(of, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
          Date.UTC(2026, at),
        );
      for (let at = 0; at < 12; at += 1) {
        const key = month('en', at).replace('2026', '{0}');
        assert.equal(message(words[key] ?? '').replace('{0}', '2026'), month(language, at));
      }
    });

  test('in the English bundle are exactly those in the code', () => {
    assert.deepEqual(Object.keys(read(englishBundle)).sort(), wordsInCode(), 'run: npm run l10n');
  });

  for (const { what, english, chinese } of languages) {
    const here = read(join(root, english));
    const there = read(join(root, chinese));

    test(`of ${what} have a Chinese word for every English one, and none left over`, () => {
      assert.deepEqual(sortedKeys(there), sortedKeys(here));
    });

    test(`of ${what} keep their placeholders and command links in Chinese`, () => {
      for (const [key, entry] of Object.entries(here)) {
        const translated = message(there[key] ?? '');
        assert.deepEqual(placeholders(translated), placeholders(message(entry)), key);
        assert.deepEqual(commandLinks(translated), commandLinks(message(entry)), key);
        assert.notEqual(translated.trim(), '', key);
      }
    });

    test(`of ${what} are punctuated as Chinese is, and call one thing by one word`, () => {
      for (const [key, entry] of Object.entries(there)) {
        const translated = message(entry);
        assert.doesNotMatch(translated, /\p{Script=Han}[,;] |^[,;] $/u, key);
        assert.doesNotMatch(translated, /撤消|帐户/, key);
      }
    });
  }
});
