import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { applyEdits } from 'jsonc-parser';
import {
  editDocument,
  locate,
  reflectDocument,
  renderDocument,
} from '../../../src/core/settings/document.ts';
import { readDocument } from '../../../src/core/settings/readDocument.ts';
import { sameKnown } from '../../../src/core/settings/kinds.ts';
import { settingId, type Setting, type Value, type Values } from '../../../src/core/settings/setting.ts';
import { numberTable } from '../../../src/core/settings/table.ts';

const { settings } = numberTable;

const values: Values = {
  'general.tags': ['support', 'vip'],
  'general.customer_reference': 'SUP-1',
  'general.connection_id': '1293384261075731500',
  'general.billing_group_id': null,
  'general.external_pin': '4711',
  'general.hd_voice_enabled': false,
  'voice.forwards_to': null,
  'voice.usage_payment_method': 'by-moon',
};

function setting(key: string): Setting {
  const found = settings.find((one) => one.key === key);
  assert.ok(found);
  return found;
}

const sentences = (text: string, base: Values = values) =>
  readDocument(text, base).problems.map(({ sentence }) => sentence);

describe('A number document', () => {
  test('is readable JSON in the order of the table, without facts that cannot be changed', () => {
    assert.equal(
      renderDocument(values),
      `{
  "general": {
    "tags": [
      "support",
      "vip"
    ],
    "customer_reference": "SUP-1",
    "connection_id": "1293384261075731500",
    "billing_group_id": null,
    "external_pin": "<set, unchanged>",
    "hd_voice_enabled": false
  },
  "voice": {
    "forwards_to": null,
    "usage_payment_method": "by-moon"
  },
  "messaging": {},
  "emergency": {},
  "bundle": {}
}
`,
    );
  });

  test('never holds the PIN that is set, and takes a typed one', () => {
    const text = renderDocument(values);
    assert.ok(!text.includes('4711'));
    assert.equal('general.external_pin' in readDocument(text, values).values, false);
    const typed = text.replace('<set, unchanged>', '0815');
    assert.equal(readDocument(typed, values).values['general.external_pin'], '0815');
    assert.ok(!reflectDocument(typed, { ...values, 'general.external_pin': '0815' }).includes('0815'));
  });

  test('reads back as what it was rendered from, whatever the texts hold', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 });
    fc.assert(
      fc.property(fc.uniqueArray(text), fc.option(text), fc.boolean(), (tags, reference, voice) => {
        const some: Values = {
          'general.tags': tags,
          'general.customer_reference': reference,
          'general.hd_voice_enabled': voice,
        };
        const read = readDocument(renderDocument(some), some);
        assert.deepEqual(read, { values: some, problems: [], usable: true });
      }),
    );
  });

  test('is edited with as little change as can be: comments, order and format stay', () => {
    const text = `{\n\t// mine\n\t"general": { "hd_voice_enabled": false, "customer_reference": "A" }\n}`;
    const next = applyEdits(text, [...editDocument(text, setting('customer_reference'), 'B')]);
    assert.equal(next, text.replace('"A"', '"B"'));
  });

  test('says every edit when it is read again', () => {
    const value: fc.Arbitrary<Value> = fc.oneof(fc.string({ minLength: 1 }), fc.constant(null));
    fc.assert(
      fc.property(fc.array(value, { maxLength: 5 }), (wishes) => {
        let text = renderDocument(values);
        const target = setting('customer_reference');
        for (const wish of wishes) {
          text = applyEdits(text, [...editDocument(text, target, wish)]);
          assert.equal(readDocument(text, values).values[settingId(target)], wish);
        }
      }),
    );
  });

  test('gets a removed setting or section back when it is edited', () => {
    for (const text of ['{}', '{ "general": {} }']) {
      const next = applyEdits(text, [...editDocument(text, setting('tags'), ['a'])]);
      assert.deepEqual(readDocument(next).values, { 'general.tags': ['a'] });
    }
  });

  test('leaves a setting that is left out as it is', () => {
    assert.deepEqual(readDocument('{}', values), { values: {}, problems: [], usable: true });
  });

  test('refuses broken JSON with the line, and keeps nothing of it', () => {
    const read = readDocument('{\n  "general": {\n    "tags": [\n}', values);
    assert.equal(read.usable, false);
    assert.match(read.problems[0]?.sentence ?? '', /not valid JSON \(line 4/);
    for (const text of ['', '[]', '"x"', 'null']) assert.equal(readDocument(text).usable, false, text);
  });

  test('says what is wrong, where, in a sentence', () => {
    assert.deepEqual(sentences('{ "general": { "tagz": [] } }'), ['There is no setting "tagz" here.']);
    assert.deepEqual(sentences('{ "fax": {} }'), ['There is no section "fax".']);
    assert.deepEqual(sentences('{ "general": { "connection_id": 1293384261075731499 } }'), [
      'Connection has the wrong type. Write the id in quotes, or null for none.',
    ]);
    assert.deepEqual(sentences('{ "general": { "tags": ["Vip", "vip"] } }'), [
      'The tag "vip" is there twice.',
    ]);
    assert.deepEqual(sentences('{ "general": { "tags": [" "] } }'), ['A tag must not be empty.']);
    assert.deepEqual(sentences('{ "general": { "customer_reference": "a\\nb" } }'), [
      'Customer reference must not contain line breaks or control characters.',
    ]);
    assert.deepEqual(sentences('{ "general": { "connection_id": "1 2" } }'), [
      'Connection: "1 2" is not one of the choices. Choose one, or write an ID.',
    ]);
    assert.deepEqual(sentences('{ "general": { "tags": [], "tags": [] } }'), ['"tags" is there twice.']);
    assert.deepEqual(sentences('{ "general": [] }'), ['"general" must be an object, in braces.']);
  });

  test('accepts what the account already holds, however odd', () => {
    const odd: Values = { 'general.customer_reference': 'a\nb', 'general.tags': ['x', 'X', ''] };
    assert.deepEqual(sentences(renderDocument(odd), odd), []);
  });

  test('follows the account with as little change as can be', () => {
    const text = `{\n  // kept\n  "general": { "customer_reference": "A", "tags": ["x"] }\n}\n`;
    const next = reflectDocument(text, { 'general.customer_reference': 'B', 'general.tags': ['x'] });
    assert.equal(next, text.replace('"A"', '"B"'));
    assert.equal(reflectDocument('{ broken', values), renderDocument(values));
  });

  test('finds a setting in its text, or else where it would stand', () => {
    const text = renderDocument(values);
    const { offset, length } = locate(text, setting('customer_reference'));
    assert.equal(text.slice(offset, offset + length), '"SUP-1"');
    const section = locate(text, setting('address_id'));
    assert.equal(text[section.offset], '{');
    assert.deepEqual(locate('', setting('tags')), { offset: 0, length: 1 });
  });
});

describe('The rules of the sections', () => {
  const held: Values = {
    'voice.call_forwarding_enabled': true,
    'voice.forwards_to': '+13125550100',
    'voice.cnam_listing_enabled': false,
    'voice.cnam_listing_details': null,
    'voice.inbound_call_screening': 'disabled',
    'voice.usage_payment_method': 'by-moon',
    'messaging.messaging_product': 'A2P',
    'emergency.emergency_enabled': false,
    'emergency.emergency_address_id': null,
  };
  const say = (section: string, members: Values, base = held) =>
    readDocument(JSON.stringify({ [section]: members }), base, {
      offers: { 'messaging.messaging_product': ['A2P'] },
    }).problems.map(({ sentence, setting }) => [setting, sentence.split(':')[0]]);

  test('complain of what breaks a limit, at its field', () => {
    assert.deepEqual(say('voice', { forwards_to: '3125550100' }), [
      ['voice.forwards_to', 'Write the number with + and country code, for example +13125550001.'],
    ]);
    assert.deepEqual(say('voice', { forwards_to: null }), [
      ['voice.forwards_to', 'Forward to cannot be set to none'],
    ]);
    assert.deepEqual(say('voice', { cnam_listing_details: 'Ünï' }), [
      ['voice.cnam_listing_details', 'A CNAM name has at most 15 characters'],
    ]);
    assert.deepEqual(say('voice', { inbound_call_screening: 'maybe' }), [
      ['voice.inbound_call_screening', 'Inbound call screening must be one of these'],
    ]);
    assert.deepEqual(say('messaging', { messaging_product: 'P2P' }), [
      ['messaging.messaging_product', 'Messaging product must be one of these'],
    ]);
  });

  test('complain of what does not go together', () => {
    assert.deepEqual(say('voice', { cnam_listing_enabled: true }), [
      ['voice.cnam_listing_details', 'A CNAM listing needs the name to show'],
    ]);
    // A name that the document takes away is not there, whatever it was.
    const named = { ...held, 'voice.cnam_listing_details': 'JANE' };
    assert.deepEqual(say('voice', { cnam_listing_enabled: true, cnam_listing_details: null }, named).at(-1), [
      'voice.cnam_listing_details',
      'A CNAM listing needs the name to show',
    ]);
    assert.deepEqual(say('emergency', { emergency_enabled: true }), [
      ['emergency.emergency_address_id', 'Emergency calling needs an address.'],
    ]);
    const on = { ...held, 'emergency.emergency_enabled': true };
    assert.deepEqual(say('emergency', { emergency_enabled: false }, on), [
      ['emergency.emergency_address_id', 'Telnyx asks for the address even to switch emergency calling off.'],
    ]);
  });

  test('point at the setting in the text, or at its section where it is left out', () => {
    const text = '{ "voice": { "cnam_listing_enabled": true, "cnam_listing_details": null } }';
    const at = (given: string) => {
      const [problem] = readDocument(given, held).problems;
      return given.slice(problem?.at.offset, (problem?.at.offset ?? 0) + (problem?.at.length ?? 0));
    };
    assert.equal(at(text), 'null');
    assert.equal(at('{ "voice": { "cnam_listing_enabled": true } }'), '{ "cnam_listing_enabled": true }');
  });

  test('say nothing of what the account holds already, however odd', () => {
    assert.deepEqual(say('voice', { usage_payment_method: 'by-moon', cnam_listing_details: null }), []);
    const odd = { ...held, 'voice.cnam_listing_enabled': true };
    assert.deepEqual(say('voice', { cnam_listing_enabled: true, translated_number: 'desk7' }, odd), []);
  });
});

describe('Values', () => {
  test('compare tags without regard to case and order', () => {
    assert.ok(sameKnown(['A', 'b'], ['B', 'a']));
    assert.ok(!sameKnown(['a', 'b'], ['a']));
    assert.ok(!sameKnown(['a', 'a'], ['a', 'b']));
    assert.ok(!sameKnown(undefined, null));
  });
});
