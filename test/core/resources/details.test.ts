import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  detailKind,
  detailParameters,
  isDetailRecord,
  withFilter,
  type DetailQuery,
} from '../../../src/core/resources/details.ts';
import { detailType, detailTypes, type DetailType } from '../../../src/core/resources/detailTypes.ts';
import { stringifyQuery } from '../../../src/core/telnyx/query.ts';
import { sampleSession } from '../state/sessions.ts';

const signal = new AbortController().signal;
const page = { number: 1, size: 50 };

function query(name: string, more: Partial<DetailQuery> = {}): DetailQuery {
  const type: DetailType | undefined = detailType(name);
  assert.ok(type);
  return { type, period: { type: 'any' }, filters: [], ...more };
}

const sent = (one: DetailQuery) => decodeURIComponent(stringifyQuery(detailParameters(one)));

describe('Detail records', () => {
  test('have twenty-one types, each answered by the account', async (t) => {
    const { session } = await sampleSession(t);
    assert.equal(new Set(detailTypes.map(({ name }) => name)).size, 21);
    for (const { name, time, fields } of detailTypes) {
      const { rows, total } = await detailKind(query(name)).list(session.door, page, signal);
      assert.ok(rows.length > 0 && rows.length <= 50 && (total ?? 0) >= rows.length, name);
      const [first] = rows;
      assert.ok(typeof first === 'object' && first !== null);
      const known = new Set(Object.keys(first));
      if (time !== undefined) assert.ok(known.has(time), `${name} has no ${time}`);
      // What a schema names and the account knows goes with the columns.
      if (fields.length > 0)
        assert.deepEqual(
          [...known].filter((key) => key !== 'record_type' && !fields.includes(key)),
          [],
          name,
        );
    }
  });

  test('are asked for by type, range, days, filters and order', () => {
    assert.equal(sent(query('fax')), 'filter[record_type]=fax');
    assert.equal(
      sent(
        query('messaging', {
          period: { type: 'named', name: 'last_45_days' },
          sort: { field: 'cost', descending: true },
        }),
      ),
      'filter[record_type]=messaging&filter[date_range]=last_45_days&sort=-cost',
    );
    assert.equal(
      sent(
        query('messaging', {
          period: { type: 'days', from: '2028-02-28', lastDay: '2028-02-29' },
          filters: [
            { field: 'cld', operator: 'starts_with', value: '+1' },
            { field: 'cld', operator: 'ends_with', value: '99' },
            { field: 'direction', operator: 'is', value: 'inbound' },
          ],
        }),
      ),
      'filter[record_type]=messaging&filter[created_at][gte]=2028-02-28T00:00:00Z&filter[created_at][lt]=2028-03-01T00:00:00Z' +
        '&filter[cld][starts_with]=+1&filter[cld][ends_with]=99&filter[direction]=inbound',
    );
  });

  test('are asked for by days only where the field of their time is known', () => {
    assert.equal(
      sent(query('fax', { period: { type: 'days', from: '2026-01-01', lastDay: '2026-01-31' } })),
      'filter[record_type]=fax',
    );
  });

  test('have one exact filter for a field, or several others', () => {
    const is = { field: 'cli', operator: 'is', value: '1' } as const;
    const begins = { field: 'cli', operator: 'starts_with', value: '1' } as const;
    const ends = { field: 'cli', operator: 'ends_with', value: '1' } as const;
    assert.deepEqual(withFilter([begins, ends], is), [is]);
    assert.deepEqual(withFilter([is], begins), [begins]);
    assert.deepEqual(withFilter([begins], ends), [begins, ends]);
    assert.deepEqual(withFilter([begins], { ...begins, value: '2' }), [{ ...begins, value: '2' }]);
  });

  test('are what the filters say', async (t) => {
    const { session } = await sampleSession(t);
    const filters = [{ field: 'direction', operator: 'is', value: 'inbound' }] as const;
    const { rows, total } = await detailKind(query('messaging', { filters })).list(
      session.door,
      page,
      signal,
    );
    assert.ok(total !== undefined && total < 600);
    for (const row of rows) assert.equal(isDetailRecord(row) && row.direction, 'inbound');
  });

  test('without an id are as many as there are, also where they look alike', () => {
    const kind = detailKind(query('fax'));
    const ids = [{ a: 1 }, { a: 1 }, { id: 'x' }, { uuid: 'y' }, { id: 7 }].map((raw) => kind.row(raw)?.id);
    assert.equal(new Set(ids).size, 5);
    assert.deepEqual(ids.slice(2, 4), ['x', 'y']);
    assert.equal(kind.row('text'), undefined);
  });
});
