import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { cellOfText, cellOfTexts, hiddenIn, textOfCell, textsOfCell } from '../../../src/core/files/cell.ts';

/** Texts that try hard: formulas, apostrophes, names of characters, hidden and broken characters. */
const nasty = fc.oneof(
  fc.string({ minLength: 1, unit: 'binary' }),
  fc.string({
    minLength: 1,
    unit: fc.constantFrom(...Array.from('=+-@\'"; \t\n\r[]U+0123(none)\u200B\u202E\uFEFF\uD800,|')),
  }),
  fc.constantFrom(
    '(none)',
    "'(none)",
    '[U+200B]',
    '[U+005B]',
    '[U+110000]',
    'TRUE',
    '00123',
    '1e5',
    '=1+1',
    "''=1",
  ),
);

describe('A text as a cell', () => {
  test('comes back as it was, whatever it is', () => {
    fc.assert(
      fc.property(nasty, (text) => assert.equal(textOfCell(cellOfText(text)), text)),
      { numRuns: 2000 },
    );
  });

  test('never begins as a formula does, and holds no character that is not seen', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const cell = cellOfText(text);
        assert.doesNotMatch(cell, /^[=+\-@\t\r\n]/);
        assert.equal(hiddenIn(cell), undefined);
      }),
      { numRuns: 2000 },
    );
  });

  test('is guarded where a spreadsheet would take it for a number', () => {
    for (const text of ['+13125550001', '1293384261075731500', '0042', '1-2', '1e5', 'true'])
      assert.equal(cellOfText(text), `'${text}`);
    for (const text of ['SUP-1', 'support', "it's", "'tis"]) assert.equal(cellOfText(text), text);
  });
});

describe('Several texts as a cell', () => {
  test('come back as they were, in their order', () => {
    fc.assert(
      fc.property(fc.array(nasty, { maxLength: 5 }), (texts) => {
        const cell = cellOfTexts(texts);
        assert.deepEqual(textsOfCell(cell), texts);
        assert.doesNotMatch(cell, /^[=+\-@\t\r\n]/);
      }),
      { numRuns: 2000 },
    );
  });

  test('are understood as people write them', () => {
    assert.deepEqual(textsOfCell('support;vip ; "a;b"\nnew'), ['support', 'vip', 'a;b', 'new']);
    assert.deepEqual(textsOfCell(' ; ;support;'), ['support']);
    assert.deepEqual(textsOfCell('(none)'), []);
  });

  test('with a quote that does not end are nothing at all', () => {
    assert.equal(textsOfCell('"support; vip'), undefined);
  });
});
