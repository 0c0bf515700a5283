import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { checkBaseUrl, describeBaseUrl, regions } from '../../../src/core/accounts/baseUrl.ts';

const accepted = (typed: string): string => {
  const checked = checkBaseUrl(typed);
  assert.ok(checked.ok, `"${typed}" was refused`);
  return checked.baseUrl;
};

const refusal = (typed: string): string => {
  const checked = checkBaseUrl(typed);
  assert.equal(checked.ok, false, `"${typed}" was taken`);
  return checked.sentence;
};

describe('The address of an API', () => {
  test('of every known region is taken unchanged and named', () => {
    for (const { baseUrl, name } of regions) {
      assert.equal(accepted(baseUrl), baseUrl);
      assert.equal(describeBaseUrl(baseUrl), name());
    }
    assert.equal(describeBaseUrl('https://proxy.example/telnyx/v2'), 'proxy.example/telnyx');
  });

  test('is brought into one form', () => {
    assert.equal(accepted(' https://api.telnyx.com '), 'https://api.telnyx.com/v2');
    assert.equal(accepted('https://api.telnyx.com/'), 'https://api.telnyx.com/v2');
    assert.equal(accepted('HTTPS://API.Telnyx.com:443/v2//'), 'https://api.telnyx.com/v2');
    assert.equal(accepted('https://proxy.example/telnyx/v2/'), 'https://proxy.example/telnyx/v2');
    assert.equal(accepted('https://proxy.example//telnyx//v2'), 'https://proxy.example/telnyx/v2');
    assert.equal(accepted('https://proxy.example//v2'), 'https://proxy.example/v2');
  });

  test('may be http on this machine only', () => {
    for (const host of ['localhost', '127.0.0.1', '127.1', '127.8.8.8', '[::1]']) {
      assert.match(accepted(`http://${host}:4010/v2`), /^http:\/\/.+:4010\/v2$/);
    }
    const elsewhere = [
      'api.telnyx.com',
      '10.0.0.1',
      '127.0.0.1.example',
      'localhost.example',
      'api.localhost',
      'notlocalhost',
      '[::2]',
      '128.0.0.1',
      '0.0.0.0',
    ];
    for (const host of elsewhere) assert.match(refusal(`http://${host}/v2`), /Only https/);
  });

  test('is refused with a sentence that says what is wrong', () => {
    assert.match(refusal(''), /Enter an address/);
    assert.match(refusal('api.telnyx.com/v2'), /begins with https/);
    assert.match(refusal('ftp://api.telnyx.com/v2'), /begins with https/);
    assert.match(refusal('javascript:alert(1)'), /begins with https/);
    assert.match(refusal('https:api.telnyx.com/v2'), /begins with https/);
    assert.match(refusal('https://'), /begins with https/);
    assert.match(refusal('https://[::1/v2'), /begins with https/);
    assert.match(refusal('https://api.telnyx.com /v2'), /spaces or invisible/);
    assert.match(refusal('https://api.tel\u202enyx.com/v2'), /spaces or invisible/);
    assert.match(refusal('https://me:secret@api.telnyx.com/v2'), /user name/);
    assert.match(refusal('https://api.telnyx.com@evil.example/v2'), /user name/);
    assert.match(refusal('https://api.telnyx.com/v2?key=1'), /Leave out everything/);
    assert.match(refusal('https://api.telnyx.com/v2?'), /Leave out everything/);
    assert.match(refusal('https://api.telnyx.com/v2#x'), /Leave out everything/);
    assert.match(refusal('https://api.telnyx.com/v1'), /must end in \/v2/);
    assert.match(refusal('https://api.telnyx.com/v2/phone_numbers'), /must end in \/v2/);
    assert.match(refusal('https://api.telnyx.com/v2/v2'), /twice/);
  });

  test('once taken is safe to send a key to, and taken unchanged again', () => {
    const typed = fc.oneof(
      fc.webUrl({ withFragments: true, withQueryParameters: true, validSchemes: ['http', 'https'] }),
      fc
        .tuple(fc.constantFrom('https://', 'http://', ''), fc.string({ unit: 'grapheme' }))
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(typed, fc.constantFrom('', '/', '/v2', '/v2/'), (start, end) => {
        const checked = checkBaseUrl(start + end);
        if (!checked.ok) return;
        const url = new URL(checked.baseUrl);
        assert.ok(url.protocol === 'https:' || /^(127\..*|\[::1\]|localhost)$/.test(url.hostname));
        assert.equal(url.username + url.password + url.search + url.hash, '');
        assert.match(checked.baseUrl, /[^/]\/v2$/);
        assert.equal(accepted(checked.baseUrl), checked.baseUrl);
      }),
    );
  });
});
