import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { keysInCliConfig } from '../../../src/core/accounts/cli.ts';

const found = (config: unknown) => keysInCliConfig(JSON.stringify(config));
const names = (config: unknown) => found(config).keys.map(({ name, key }) => `${name}=${key}`);

describe('The config file of the Telnyx CLI', () => {
  test('gives all its profiles, the default one first', () => {
    const config = {
      defaultProfile: 'production',
      profiles: { staging: { apiKey: 'KEY_s' }, production: { apiKey: 'KEY_p' }, test: { apiKey: 'KEY_t' } },
    };
    assert.deepEqual(names(config), ['production=KEY_p', 'staging=KEY_s', 'test=KEY_t']);
    assert.deepEqual(found(config).problems, []);
  });

  test('is understood in the other forms that are about', () => {
    assert.deepEqual(names({ api_key: 'KEY_1' }), ['default=KEY_1']);
    assert.deepEqual(names({ apiKey: ' KEY_1 ' }), ['default=KEY_1']);
    assert.deepEqual(names({ profiles: { a: 'KEY_1', b: { api_key: 'KEY_2' } } }), ['a=KEY_1', 'b=KEY_2']);
    assert.deepEqual(names({ profiles: 'none', apiKey: 'KEY_1' }), ['default=KEY_1']);
  });

  test('offers a key once, however often it is there', () => {
    assert.deepEqual(names({ apiKey: 'KEY_1', profiles: { a: { apiKey: 'KEY_1' } } }), ['default=KEY_1']);
  });

  test('names the profiles it cannot use, and keeps the others', () => {
    const config = { profiles: { good: { apiKey: 'KEY_1' }, empty: { apiKey: '' }, odd: 7 } };
    assert.deepEqual(names(config), ['good=KEY_1']);
    assert.deepEqual(found(config).problems, [
      'The CLI profile "empty" has no usable API key.',
      'The CLI profile "odd" has no usable API key.',
    ]);
  });

  test('that is broken is said to be, without a word of what is in it', () => {
    assert.deepEqual(keysInCliConfig('{"apiKey": "KEY_secret').problems, [
      'The config file of the Telnyx CLI is not valid JSON.',
    ]);
    assert.deepEqual(keysInCliConfig('[]').keys, []);
    assert.match(keysInCliConfig('"KEY_secret"').problems.join(), /unknown form/);
  });

  test('never makes reading it fail, and never puts a key into a problem', () => {
    const secret = 'KEY_secret value';
    const value = fc.oneof(fc.jsonValue(), fc.constant(secret), fc.constant({ apiKey: secret }));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('profiles', 'apiKey', 'api_key', 'x'), value), (config) => {
        assert.doesNotMatch(found(config).problems.join(), /KEY_secret/);
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(keysInCliConfig(text).keys)));
  });
});
