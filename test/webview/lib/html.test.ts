import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { object, optional, picklist, string, undefined_ } from 'valibot';
import { pageHtml, type HtmlParts } from '../../../src/core/protocol/html.ts';
import { pageData } from '../../../src/core/protocol/page.ts';
import { receive } from '../../../src/core/protocol/receive.ts';

const parts: HtmlParts = {
  title: 'Charges',
  language: 'en',
  words: {},
  nonce: 'abc',
  cspSource: 'https://*.vscode-cdn.net',
  script: 'https://page.test/charges.js',
  style: 'https://page.test/charges.css',
};

describe('The HTML of a page', () => {
  test('lets nothing run or load but its own files', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(pageHtml(parts))?.[1] ?? '';
    assert.match(policy, /^default-src 'none'; script-src 'nonce-abc';/);
    assert.doesNotMatch(policy, /unsafe|http:|\*(?!\.vscode-cdn\.net)|data:|connect-src/);
  });

  test('keeps hostile words inside their data block and its attributes', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('</script>', '<!--', '"><img src=x>', "'", '&'),
        (text, evil) => {
          const hostile = text + evil + text;
          const html = pageHtml({ ...parts, title: hostile, words: { Retry: hostile } });
          assert.equal(html.split('<script').length, 4);
          assert.equal(html.split('</script>').length, 4);
          assert.ok(!html.includes('<img'));
          const block = new RegExp(`id="${pageData.words}">(.*)</script>`).exec(html)?.[1] ?? '';
          assert.deepEqual(JSON.parse(block), { Retry: hostile });
        },
      ),
    );
  });

  test('speaks the language of its words', () => {
    const words = { Retry: '重试' };
    assert.match(pageHtml({ ...parts, language: 'zh-cn', words }), /<html lang="zh-cn" dir="ltr">/);
    assert.match(pageHtml({ ...parts, language: 'he', words }), /<html lang="he" dir="rtl">/);
    assert.match(pageHtml({ ...parts, language: 'he' }), /<html lang="en" dir="ltr">/);
  });
});

describe('A message from a page', () => {
  const acts = {
    show: object({ from: string() }),
    step: picklist(['next']),
    reload: optional(undefined_()),
  };

  test('is taken when it fits an act', () => {
    assert.deepEqual(receive(acts, { type: 'ready' }), { type: 'ready' });
    assert.deepEqual(receive(acts, { type: 'act', act: 'reload' }), {
      type: 'act',
      act: 'reload',
      detail: undefined,
    });
    assert.deepEqual(receive(acts, { type: 'act', act: 'show', detail: { from: 'x', more: 1 } }), {
      type: 'act',
      act: 'show',
      detail: { from: 'x' },
    });
  });

  test('is dropped when it fits none', () => {
    const wrong: unknown[] = [
      undefined,
      null,
      'ready',
      [],
      {},
      { type: 'act' },
      { type: 'act', act: 'toString' },
      { type: 'act', act: '__proto__' },
      { type: 'act', act: 'step', detail: 'previous' },
      { type: 'act', act: 'show', detail: { from: 1 } },
      { type: 'act', act: 'reload', detail: 'now' },
    ];
    for (const message of wrong) assert.equal(receive(acts, message), undefined, JSON.stringify(message));
  });

  test('of any shape never throws', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (act, detail) => {
        receive(acts, { type: 'act', act, detail });
        receive(acts, act);
      }),
    );
  });
});
