import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addDays, dateOf, daysBetween, firstOfMonth, parseDate } from '../../../src/core/billing/dates.ts';

const dayMs = 86_400_000;
const utcText = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const moments = fc.integer({ min: Date.UTC(1600, 0, 1), max: Date.UTC(2999, 11, 31) });
const dates = moments.map((ms) => {
  const date = parseDate(utcText(ms));
  assert.ok(date);
  return date;
});

describe('Plain dates', () => {
  test('count days as the calendar does, over leap days and years', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -200_000, max: 200_000 }), (date, days) => {
        assert.equal(addDays(date, days), utcText(Date.parse(date) + days * dayMs));
      }),
    );
    assert.equal(addDays('2024-02-28', 1), '2024-02-29');
    assert.equal(addDays('2025-02-28', 1), '2025-03-01');
    assert.equal(addDays('2000-02-29', 365), '2001-02-28');
    assert.equal(addDays('2025-12-31', 1), '2026-01-01');
  });

  test('counting there and back arrives where it began', () => {
    fc.assert(
      fc.property(dates, dates, (from, to) => {
        assert.equal(addDays(from, daysBetween(from, to)), to);
        assert.equal(daysBetween(from, to) + daysBetween(to, from), 0);
      }),
    );
  });

  test('are ordered as text', () => {
    fc.assert(
      fc.property(dates, dates, (one, other) => {
        assert.equal(one < other, daysBetween(one, other) > 0);
      }),
    );
  });

  test('find the first of any month', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -3000, max: 3000 }), (date, months) => {
        const expected = new Date(`${date}T00:00:00Z`);
        expected.setUTCDate(1);
        expected.setUTCMonth(expected.getUTCMonth() + months);
        assert.equal(firstOfMonth(date, months), utcText(expected.getTime()));
      }),
    );
  });

  test('are refused when there is no such day or it is not written in full', () => {
    const wrong = [
      '2025-02-29',
      '1900-02-29',
      '2025-13-01',
      '2025-00-10',
      '2025-04-31',
      '2025-1-1',
      '25-01-01',
    ];
    for (const text of [...wrong, '', ' 2025-01-01', '2025-01-01T00:00:00Z', '0000-01-01', '٢٠٢٥-٠١-٠١'])
      assert.equal(parseDate(text), undefined, text);
    assert.equal(parseDate('2000-02-29'), '2000-02-29');
  });

  test('of a moment are its day in UTC', () => {
    fc.assert(
      fc.property(moments, (ms) => {
        assert.equal(dateOf(new Date(ms)), utcText(ms));
      }),
    );
  });
});
