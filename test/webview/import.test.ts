import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ImportPage } from '../../src/core/protocol/import.ts';
import { acts } from './lib/acts.ts';
import { themes, type ThemeName } from './lib/themes.ts';
import { visiting } from './lib/visiting.ts';
import { hostile } from './number-states.ts';

const onReport = visiting('import');

const report = (more: Partial<ImportPage> = {}): ImportPage => ({
  file: 'numbers.csv',
  account: 'Sample account',
  summary: [
    '100 numbers in the file, 97 of them to be changed.',
    '2 are left out because of the problems below.',
  ],
  tone: 'warning',
  problems: [
    { line: 1, column: 19, heading: 'colour', sentence: 'There is no setting "colour".', about: 'note' },
    { line: 7, column: 14, heading: 'tags', sentence: `A tag: ${hostile}`, about: 'row' },
    { line: 9, sentence: 'This line names no number.', about: 'row' },
  ],
  more: 12,
  goOn: 'Review 97 Numbers',
  restore: { profile: 'sample', account: 'Sample account', file: 'file:///numbers.csv' },
  ...more,
});

describe('The report of a file that was read', () => {
  test('says what was read, and every problem with its place and what to do', () =>
    onReport(async (open) => {
      await open.tell(report());
      const { page } = open;
      assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'numbers.csv');
      assert.match(await page.locator('.banner').innerText(), /97 of them.*2 are left out/);
      assert.equal(await page.locator('tbody tr').count(), 3);
      assert.match(await page.locator('tbody tr').nth(1).innerText(), /7:14[^]*tags[^]*<img[^]*\[U\+202E\]/);
      assert.equal(await page.locator('img').count(), 0);
      assert.match(await page.locator('main').innerText(), /12 more problems/);
    }));

  test('leads to the place in the file, reads it again, and goes on only when told to', () =>
    onReport(async (open) => {
      await open.tell(report());
      const { page } = open;
      await page.getByRole('button', { name: 'Show line 7 in the file' }).click();
      await page.getByRole('button', { name: 'Show line 9 in the file' }).click();
      await page.getByRole('button', { name: 'Read Again' }).click();
      await page.getByRole('button', { name: 'Review 97 Numbers' }).click();
      assert.deepEqual(await acts(open), [
        ['open', { line: 7, column: 14 }],
        ['open', { line: 9 }],
        ['again'],
        ['goOn'],
      ]);
    }));

  test('has nothing to go on with where nothing can be used', () =>
    onReport(async (open) => {
      const rest = report({
        tone: 'error',
        summary: ['The file cannot be used as it is.'],
        problems: [{ line: 1, sentence: 'The file is empty.', about: 'file' }],
        more: 0,
      });
      await open.tell({ ...rest, goOn: undefined });
      await open.page.getByRole('alert').getByText('cannot be used').waitFor();
      assert.deepEqual(await open.page.locator('footer vscode-button').allInnerTexts(), ['Read Again']);
    }));

  test('says what it is doing, and stops', () =>
    onReport(async (open) => {
      await open.tell(
        report({ busy: 'Looking up numbers: 500 of 2,000', summary: [], problems: [], more: 0 }),
      );
      await open.page.getByRole('progressbar').waitFor();
      await open.page.getByRole('button', { name: 'Stop' }).click();
      assert.deepEqual(await acts(open), [['stop']]);
    }));

  test('keeps what its panel needs to come back', () =>
    onReport(async (open) => {
      await open.tell(report());
      assert.deepEqual(await open.kept(), report().restore);
    }));

  for (const theme of Object.keys(themes) as ThemeName[])
    test(`stays within its width, in the theme "${theme}"`, () =>
      onReport(
        async (open) => {
          await open.tell(report({ failure: { sentence: 'Telnyx cannot be reached.', requestId: 'abc' } }));
          assert.ok(await open.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
          await open.picture(`import-${theme}`);
        },
        { theme, width: 480 },
      ));
});
