import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { readLink } from '../../../src/core/accounts/link.ts';

describe('A link into VS Code', () => {
  test('opens a number', () => {
    assert.deepEqual(readLink('/number/+13125550001', ''), { opens: 'number', phoneNumber: '+13125550001' });
  });

  test('opens charges, of a period or not', () => {
    assert.deepEqual(readLink('/charges', ''), { opens: 'charges' });
    assert.deepEqual(readLink('/charges', 'from=2026-01-01&to=2026-02-01'), {
      opens: 'charges',
      from: '2026-01-01',
      to: '2026-02-01',
    });
  });

  test('opens nothing when it is anything else', () => {
    const hostile: [string, string][] = [
      ['', ''],
      ['/', ''],
      ['/number/', ''],
      ['/number/13125550001', ''],
      ['/number/+0123', ''],
      ['/number/+13125550001/../../x', ''],
      ['/number/+1312555000112345678', ''],
      ['/number/+13125550001\n', ''],
      ['/number/+13125550001', 'apply=1'],
      ['/number/%2B13125550001', ''],
      ['/command:workbench.action.quit', ''],
      ['/charges', 'from=2026-01-01'],
      ['/charges', 'from=2026-02-30&to=2026-03-05'],
      ['/charges', 'from=2026-02-01&to=2026-01-01'],
      ['/charges', 'from=2026-01-01&to=2026-01-01'],
      ['/charges', 'from=2026-01-01&to=2026-02-01&pay=1'],
      ['/charges', 'from=2026-01-01&from=2026-01-02&to=2026-02-01'],
      ['/charges/', ''],
    ];
    for (const [path, query] of hostile)
      assert.equal(readLink(path, query).opens, 'nothing', `${path}?${query}`);
  });

  test('never opens more than plain data of the known form', () => {
    const path = fc.oneof(
      fc.string(),
      fc.string().map((tail) => `/number/${tail}`),
      fc.constant('/charges'),
    );
    const query = fc.oneof(
      fc.string(),
      fc.tuple(fc.string(), fc.string()).map(([a, b]) => `from=${a}&to=${b}`),
    );
    fc.assert(
      fc.property(path, query, (somePath, someQuery) => {
        const link = readLink(somePath, someQuery);
        if (link.opens === 'number') assert.match(link.phoneNumber, /^\+\d{3,15}$/);
        if (link.opens === 'charges' && link.from !== undefined) {
          assert.match(`${link.from} ${link.to ?? ''}`, /^\d{4}-\d\d-\d\d \d{4}-\d\d-\d\d$/);
        }
      }),
    );
  });
});
