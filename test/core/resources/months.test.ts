import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { chargesKind, months } from '../../../src/core/resources/charges.ts';
import { Collection } from '../../../src/core/state/collection.ts';
import { quietSession } from '../state/sessions.ts';

// A day ahead of UTC for most of the day: local time must not matter.
process.env.TZ = 'Pacific/Kiritimati';

const instants = fc.date({ min: new Date('2001-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
const days = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

describe('The months of charges', () => {
  test('are thirteen, newest first, each ending where the next begins, none longer than 31 days', () => {
    fc.assert(
      fc.property(instants, (now) => {
        const all = months(now);
        assert.equal(all.length, 13);
        all.forEach((month, index) => {
          assert.match(month.from, /^\d{4}-\d{2}-01$/);
          assert.ok(days(month.from, month.to) >= 28 && days(month.from, month.to) <= 31);
          const newer = all[index - 1];
          if (newer) assert.equal(month.to, newer.from);
          assert.equal(month.current, index === 0);
        });
      }),
    );
  });

  test('hold the day they were made for', () => {
    fc.assert(
      fc.property(instants, (now) => {
        const [current] = months(now);
        const today = now.toISOString().slice(0, 10);
        assert.ok(current && current.from <= today && today < current.to);
      }),
    );
  });

  test('need no request, and only the first is called unfinished', async (t) => {
    const kind = chargesKind(() => new Date('2026-01-15T00:00:00Z'));
    const collection = new Collection(quietSession(t), kind);
    await collection.load();
    const lines = collection.listing.rows.map(({ item }) => [item.label, item.description]);
    assert.deepEqual(lines.slice(0, 2), [
      ['January 2026', 'so far'],
      ['December 2025', undefined],
    ]);
    assert.deepEqual(lines.at(-1), ['January 2025', undefined]);
    assert.deepEqual(collection.listing.rows[1]?.item.subject, {
      type: 'period',
      from: '2025-12-01',
      to: '2026-01-01',
    });
  });
});
