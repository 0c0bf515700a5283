import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { attemptRecord } from '../../../src/core/webhooks/attemptRecord.ts';
import { curlOf } from '../../../src/core/webhooks/curl.ts';
import { decodeWhole } from '../../../src/core/webhooks/delivery.ts';
import { fixtureOf } from '../../../src/core/webhooks/fixture.ts';
import { hiddenUrl, holdsSecret } from '../../../src/core/webhooks/hiddenUrl.ts';
import { maskedDelivery } from '../../../src/core/webhooks/maskedDelivery.ts';
import { rebuiltCandidates } from '../../../src/core/webhooks/rebuilt.ts';
import { deliveries } from '../../../src/core/resources/deliveries.ts';
import {
  answerText,
  holdsSecrets,
  payloadTexts,
  requestText,
  whyText,
} from '../../../src/panels/deliveryText.ts';
import { SignatureView } from '../../../src/panels/signatureView.ts';
import { stepText } from '../../../src/panels/replayText.ts';

const url = 'https://me:SECRET@a.example/hook?order=7&token=SECRET#access_token=SECRET';
const record = {
  id: 'd1',
  status: 'failed',
  webhook: { id: 'e1', event_type: 'call.hangup', url, payload: { webhook_url: url, legs: [{ url }] } },
  attempts: [
    {
      status: 'failed',
      errors: [{ code: 1, title: `No answer from ${url}` }],
      http: {
        request: {
          url,
          headers: [
            ['Referer', url],
            ['Refresh', `5; URL='${url}'`],
          ],
          body: JSON.stringify({ data: { id: 'e1' }, meta: { attempt: 1, delivered_to: url } }),
        },
        response: {
          status: 302,
          body: `<p>Cannot POST <a href="${url}">${url}</a></p>`,
          headers: [
            ['Location', url],
            ['Link', `<${url}>; rel="next", <${url}>; rel="last"`],
          ],
        },
      },
    },
  ],
};

describe('A URL that is shown', () => {
  test('masks user and password, and secrets of its query, and nothing else', () => {
    const shown: readonly (readonly [string, string])[] = [
      ['https://a.example/hook?order=7&b', 'https://a.example/hook?order=7&b'],
      ['https://a.example/me@home?x=1', 'https://a.example/me@home?x=1'],
      ['https://u:p@a.example/', 'https://••••@a.example/'],
      ['https://u:p@q@a.example/', 'https://••••@a.example/'],
      [' https:u@a.example', ' https:••••@a.example'],
      ['u:p@a.example/x', 'u:••••@a.example/x'],
      ['/hook?token=1', '/hook?token=••••'],
      ['/hook?a=1&Signature=x=y&b=2', '/hook?a=1&Signature=••••&b=2'],
      ['/hook?%74oken=1', '/hook?%74oken=••••'],
      ['/hook?auth[key]=1', '/hook?auth[key]=••••'],
      ['/hook?token=', '/hook?token='],
      ['/hook?q=3fa9c1d2e4b5a6978899aabb', '/hook?q=••••'],
      ['/hook?3fa9c1d2e4b5a6978899aabb', '/hook?••••'],
      ['/hook?a=1;token=x', '/hook?a=••••'],
      ['/hook?next=https%3A%2F%2Fb.example%3Ftoken%3Dx', '/hook?next=••••'],
      ['/hook?next=https://u:p@b.example', '/hook?next=••••'],
      ['/hook?passphrase=a&passcode=a&pw=a', '/hook?passphrase=••••&passcode=••••&pw=••••'],
      ['/hook?db_pass=a&dbPass=a&pass_phrase=a', '/hook?db_pass=••••&dbPass=••••&pass_phrase=••••'],
      ['/hook?psk=a&bearer=a&ticket=a', '/hook?psk=••••&bearer=••••&ticket=••••'],
      ['/hook?apikey=a&sign=a&oauth=a&code=a', '/hook?apikey=••••&sign=••••&oauth=••••&code=••••'],
      [
        '/hook?design=a&author=me&country_code=US&keyword=a&ticket_id=7',
        '/hook?design=a&author=me&country_code=US&keyword=a&ticket_id=7',
      ],
      ['/hook?v=dGhpc2lz+c2VjcmV0MTIzNDU2Nzg5', '/hook?v=••••'],
      ['/hook?v=dGhpc2lz+c2Vjc%2FV0MTIzNDU2Nzg5', '/hook?v=••••'],
      ['https://h/a;jsessionid=1A2B/x;v=1?a=1', 'https://h/a;jsessionid=••••/x;v=1?a=1'],
      ['/hook?next=https%253A%252F%252Fb.example%253Ftoken%253Dx', '/hook?next=••••'],
      ['/hook?next=https%253A%252F%252Fu%253Ap%2540b.example', '/hook?next=••••'],
      ['/hook?x=%', '/hook?x=%'],
      ['', ''],
    ];
    for (const [given, wanted] of shown) {
      assert.equal(hiddenUrl(given), wanted);
      assert.equal(hiddenUrl(wanted), wanted, 'what is masked stays as it is');
      assert.equal(holdsSecret(given), given !== wanted);
    }
    assert.equal(holdsSecret(undefined), false);
  });

  test('is masked in no time, however long', () => {
    for (const long of [
      '@'.repeat(300_000),
      ';'.repeat(300_000),
      `?a=${'%25'.repeat(100_000)}`,
      `?${'a=b;'.repeat(80_000)}`,
      '/'.repeat(300_000),
    ])
      hiddenUrl(long);
  });
});

describe('A delivery to a URL with secrets', () => {
  const delivery = decodeWhole(record);
  const attempt = delivery?.attempts[0];
  assert.ok(delivery && attempt);
  const row = deliveries.row(record);
  assert.ok(row);

  const told: Readonly<Record<string, unknown>> = {
    'its JSON': maskedDelivery(record),
    'an attempt to compare': attemptRecord(record, 1),
    'its fixture': fixtureOf(delivery, attempt, false),
    'curl for bash': curlOf(attempt.request, 'bash', false),
    'curl for PowerShell': curlOf(attempt.request, 'powershell', false),
    'its page': [
      requestText(attempt, false),
      answerText(attempt, false),
      payloadTexts(delivery, false),
      whyText(attempt),
    ],
    'its card': [row.item.card?.(), row.item.parts?.().map((part) => part.card?.())],
    'a step of a replay': stepText({ url, method: 'POST', headers: [] }),
  };
  for (const [where, text] of Object.entries(told))
    test(`shows none in ${where}`, () => {
      const shown = JSON.stringify(text);
      assert.ok(!shown.includes('SECRET'), shown);
      assert.match(shown, /a\.example\/hook\?order=7/);
    });

  test('shows them where a person wants them', () => {
    assert.match(fixtureOf(delivery, attempt, true), /token=SECRET/);
    assert.match(curlOf(attempt.request, 'bash', true), /token=SECRET/);
    assert.equal(holdsSecrets({ id: 'd1', attempts: [] }, attempt), true);
    assert.match(requestText(attempt, true).title, /token=SECRET/);
  });

  test('keeps none of them with a check of its signature', (t) => {
    const { body } = attempt.request;
    const untold = decodeWhole({ ...record, attempts: [{ status: 'failed' }] })?.attempts[0];
    const candidates = untold ? rebuiltCandidates(untold) : [];
    const view = new SignatureView({
      title: url,
      draft: { body: body?.text ?? '', headers: '', key: '' },
      rebuilt: body?.text,
      candidates,
      account: () => undefined,
      otherKeys: () => Promise.resolve([]),
    });
    t.after(() => view.dispose());
    assert.ok(candidates[0]?.text.includes('SECRET'), 'what is checked has them');
    assert.ok(!JSON.stringify(view.state().restore).includes('SECRET'));
    assert.ok(!view.title.includes('SECRET'));
  });
});
