import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Attempt } from '../../../src/core/webhooks/attempt.ts';
import { explain } from '../../../src/core/webhooks/codes.ts';
import { endpointOf, shortEndpoint } from '../../../src/core/webhooks/endpoint.ts';
import { incidentKeys, incidentsOf, recovery, type Tried } from '../../../src/core/webhooks/incidents.ts';

const tried = (status: string, ...attempts: readonly Partial<Attempt>[]): Tried => ({
  status,
  started_at: '2026-06-15T12:00:00.000Z',
  attempts: attempts.map((attempt) => ({ status: 'failed', errors: [], ...attempt })),
});

const attempts = fc.record<Attempt>(
  {
    status: fc.constantFrom('failed', 'delivered'),
    url: fc.constantFrom(
      'https://a.example/hook?key=1',
      'https://a.example/hook?key=2',
      'http://b.example',
      'x y',
    ),
    httpStatus: fc.constantFrom(200, 404, 503),
    errors: fc.array(
      fc.constantFrom({ code: '75001' }, { code: '75499', words: 'Words' }, { words: 'TLS handshake' }),
      {
        maxLength: 2,
      },
    ),
  },
  { requiredKeys: ['errors'] },
);
const deliveries = fc.array(
  fc.record<Tried>(
    {
      status: fc.constantFrom('failed', 'delivered', 'other'),
      started_at: fc.constantFrom('2026-06-15T12:00:00.000Z', '2026-06-15T12:40:00.000Z', 'never'),
      attempts: fc.array(attempts, { maxLength: 4 }),
    },
    { requiredKeys: [] },
  ),
);

describe('Incidents', () => {
  test('hold every failed delivery, nothing else, and none twice', () => {
    fc.assert(
      fc.property(deliveries, (all) => {
        const incidents = incidentsOf(all);
        const held = new Set(incidents.flatMap((incident) => incident.deliveries));
        assert.deepEqual(held, new Set(all.filter(({ status }) => status === 'failed')));
        for (const { deliveries: own, first, last } of incidents) {
          assert.ok(own.length > 0);
          assert.equal(new Set(own).size, own.length);
          if (first !== undefined && last !== undefined) assert.ok(first <= last);
        }
        assert.equal(new Set(incidents.map(({ key }) => key)).size, incidents.length);
      }),
    );
  });

  test('of a delivery are those that hold it, whichever others there are', () => {
    fc.assert(
      fc.property(deliveries, (all) => {
        const incidents = incidentsOf(all);
        for (const delivery of all) {
          const held = incidents.filter((incident) => incident.deliveries.includes(delivery));
          assert.deepEqual(new Set(held.map(({ key }) => key)), new Set(incidentKeys(delivery)));
        }
      }),
    );
  });

  test('come newest first', () => {
    fc.assert(
      fc.property(deliveries, (all) => {
        const times = incidentsOf(all).map(({ last = -Infinity }) => last);
        assert.deepEqual(
          times,
          times.toSorted((one, other) => other - one),
        );
      }),
    );
  });

  test('group by address without its query, by HTTP status and by code', () => {
    const at = (url: string, httpStatus?: number, code?: string) =>
      tried('failed', {
        url,
        ...(httpStatus !== undefined && { httpStatus }),
        errors: code === undefined ? [] : [{ code }],
      });
    const incidents = incidentsOf([
      at('https://user:pass@a.example/hook?token=secret', 503),
      at('https://a.example/hook#x', 503),
      at('https://a.example/hook', 500),
      at('https://a.example/hook', undefined, '75001'),
      at('https://a.example/other', 503),
    ]);
    assert.deepEqual(
      incidents.map(({ endpoint, outcome, deliveries: own }) => [endpoint, outcome, own.length]),
      [
        ['https://a.example/hook', { httpStatus: 503 }, 2],
        ['https://a.example/hook', { httpStatus: 500 }, 1],
        ['https://a.example/hook', { code: '75001' }, 1],
        ['https://a.example/other', { httpStatus: 503 }, 1],
      ],
    );
    assert.doesNotMatch(JSON.stringify(incidents.map(({ key }) => key)), /secret|pass/);
  });

  test('tell of each address what its newest try met', () => {
    const delivery = tried(
      'failed',
      { url: 'https://b.example/', errors: [{ code: '75001' }] },
      { url: 'https://a.example/', httpStatus: 503 },
      { url: 'https://a.example/', httpStatus: 500 },
    );
    assert.deepEqual(
      incidentsOf([delivery]).map(({ endpoint, outcome }) => [endpoint, outcome]),
      [
        ['https://b.example/', { code: '75001' }],
        ['https://a.example/', { httpStatus: 503 }],
      ],
    );
  });

  test('leave out what came through in the end, which is told as recovered', () => {
    const saved = (...urls: readonly string[]) =>
      tried(
        'delivered',
        ...urls.map((url, index) => ({ url, status: index === 0 ? 'delivered' : 'failed' })),
      );
    assert.deepEqual(incidentsOf([saved('https://b.example/', 'https://a.example/')]), []);
    assert.equal(recovery(saved('https://b.example/', 'https://a.example/')), 'failover');
    assert.equal(recovery(saved('https://a.example/?2', 'https://a.example/?1')), 'retry');
    assert.equal(recovery(saved('https://a.example/')), undefined);
    assert.equal(recovery(tried('failed', {}, {})), undefined);
  });
});

describe('An endpoint', () => {
  test('holds no secret of its URL, also where it is none', () => {
    assert.equal(
      endpointOf('https://me:secret@a.example:8443/x/y?secret#secret'),
      'https://a.example:8443/x/y',
    );
    assert.equal(endpointOf('not a url?secret'), 'not a url');
    assert.equal(endpointOf('//u:secret@h/x'), '//••••@h/x');
    assert.equal(endpointOf('https://h/x;jsessionid=1?a'), 'https://h/x;jsessionid=••••');
    assert.equal(shortEndpoint('http://a.example/'), 'http://a.example/');
    assert.equal(shortEndpoint('https://a.example/'), 'a.example/');
  });
});

describe('An explanation', () => {
  test('says what HTTP means by a status, for every status, and what to do', () => {
    for (let httpStatus = 100; httpStatus < 620; httpStatus++) {
      const { label, what, doThis } = explain({ httpStatus });
      assert.equal(label, `HTTP ${httpStatus}`);
      assert.ok(what.length === 1 && what[0] !== undefined && doThis !== '');
    }
  });

  test('calls a code unknown that Telnyx does not document', () => {
    const { label, what } = explain({ code: '75002' });
    assert.equal(label, 'no answer, code 75002');
    assert.deepEqual(what, [
      'No answer came from your server.',
      'Telnyx does not document code 75002: what it means is unknown.',
    ]);
    assert.doesNotMatch(explain({ code: 'constructor' }).label, /function/);
  });

  test('tells the codes of which anything is known, and what Telnyx itself says', () => {
    assert.equal(explain({ code: '75001' }).label, 'name not found');
    assert.match(explain({ httpStatus: 404, code: '75499' }).what.join(' '), /nothing at this path.*75499/);
    const told = explain({ words: 'TLS handshake' });
    assert.equal(told.label, 'TLS handshake');
    assert.ok(told.what.includes('Telnyx says: TLS handshake'));
  });

  test('makes nothing up where Telnyx tells of no attempt', () => {
    const [incident] = incidentsOf([{ status: 'failed' }]);
    assert.deepEqual(incident?.outcome, { untold: true });
    assert.equal(explain({ untold: true }).label, 'unknown reason');
    assert.doesNotMatch(explain({ untold: true }).what.join(' '), /No answer/);
  });
});
