import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { brief, grouped, visible } from '../../../src/core/model/text.ts';
import { cardMarkdown, literally } from '../../../src/host/markdown.ts';

const hostile = fc.string({ unit: 'binary' });
const unseen = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe('Text from outside', () => {
  test('keeps nothing that is not seen', () => {
    fc.assert(fc.property(hostile, (text) => assert.doesNotMatch(visible(text), unseen)));
    fc.assert(fc.property(hostile, (text) => assert.doesNotMatch(brief(text), unseen)));
  });

  test('shows what stood there', () => {
    assert.equal(visible('a\u202eb'), 'a[U+202E]b');
    assert.equal(visible('a\nb\tc\u0000'), 'a␊b␉c␀');
    assert.equal(visible('x\u{e0041}\u2028'), 'x[U+E0041][U+2028]');
  });

  test('leaves good text alone, in any script', () => {
    for (const text of ['Zürich · 東京', 'می‌خواهم', '👩‍👧', 'Ελλάδα €5']) assert.equal(brief(text), text);
  });

  test('is cut, however long, between characters', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 20 }), (text, most) => {
        assert.ok(Array.from(brief(text, most)).length <= most);
        assert.doesNotMatch(brief(text, most), /\p{Cs}/u);
      }),
    );
    assert.equal(brief('x'.repeat(1_000_000), 5), 'xxxx…');
  });

  test('counts are grouped', () => {
    assert.equal(grouped(4812), '4,812');
  });
});

describe('A tooltip', () => {
  test('holds no markup but its own, whatever the account holds', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        // Letters, digits, marks, blanks and numeric entities: nothing that Markdown reads.
        assert.match(literally(text), /^([\p{L}\p{N}\p{M} ]|&#\d+;)*$/u);
      }),
    );
  });

  test('shows links, commands, HTML and icons as text', () => {
    const attacks = [
      '[x](command:workbench.action.quit)',
      '<img src=x onerror=alert(1)>',
      'https://evil.example www.evil.example a@evil.example',
      '$(trash) `code` **bold** | a | b |',
      '# Title\n---\n> quote\n\n    code',
    ];
    for (const attack of attacks) {
      const markdown = cardMarkdown({
        title: attack,
        rows: [{ label: attack, value: attack }],
        note: attack,
      });
      assert.doesNotMatch(markdown, /[[\]()<>`|$@]|:\/|www\.|^\s*[#>-]|\n {4}/m, markdown);
    }
  });

  test('reads back as what the account said', () => {
    const shown = literally('a*b <c>').replace(/&#(\d+);/g, (_, code: string) =>
      String.fromCodePoint(Number(code)),
    );
    assert.equal(shown, 'a*b <c>');
  });
});
