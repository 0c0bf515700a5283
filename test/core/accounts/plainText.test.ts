import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { inLabel, inMessage } from '../../../src/host/plainText.ts';

/** How VS Code finds links in notifications, and icons in labels. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
const icon = /(?<!\\)\$\([A-Za-z0-9-]+(~[A-Za-z]+)?\)/;

const pieces = fc.array(
  fc.constantFrom(
    '[',
    ']',
    '(',
    ')',
    '](',
    '$(',
    '$',
    '\\',
    'command:x',
    'https://x',
    'zap',
    ' ',
    '\u200b',
    '\u202e',
    '\n',
  ),
);

describe('Text of others', () => {
  test('is never a link in a notification', () => {
    assert.match('[x](command:workbench.action.quit)', link);
    fc.assert(fc.property(pieces, (parts) => !link.test(inMessage(parts.join('')))));
  });

  test('is never an icon in a label', () => {
    assert.match('$(zap)', icon);
    fc.assert(fc.property(pieces, (parts) => !icon.test(inLabel(parts.join('')))));
  });

  test('has no characters that hide or turn it', () => {
    for (const plain of [inLabel, inMessage]) assert.equal(plain('a\u202eb\u0007\nc'), 'a b c');
  });

  test('stays as it is when it is harmless', () => {
    for (const plain of [inLabel, inMessage]) assert.equal(plain('Büro (EU) [2] $5'), 'Büro (EU) [2] $5');
  });
});
