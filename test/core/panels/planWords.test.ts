import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Facts } from '../../../src/core/plan/facts.ts';
import { numberTable } from '../../../src/core/settings/table.ts';
import { confirmWords, headWords } from '../../../src/panels/planWords.ts';

const tags = numberTable.settings.find(({ key }) => key === 'tags');
const writes = tags ? [{ setting: tags, numbers: 25 }] : [];

const facts = (more: Partial<Facts>): Facts => ({
  rows: { send: 0, already: 0, conflict: 0, blocked: 0 },
  blocks: {},
  out: 0,
  numbers: 0,
  deletions: 0,
  writes: [],
  requests: 0,
  jobs: 0,
  byOperation: [],
  lasting: {},
  ...more,
});

describe('The words of a plan', () => {
  test('are one sentence, with the requests of its deletions beside them', () => {
    const singles = facts({
      numbers: 28,
      deletions: 3,
      writes,
      requests: 28,
      byOperation: [
        { operation: 16, requests: 25, numbers: 25 },
        { operation: 17, requests: 3, numbers: 3 },
      ],
      blocks: { locked: 1 },
    });
    assert.equal(
      headWords(singles),
      'Sets Tags on 25 numbers in 25 requests; deletes 3 numbers for good in 3 requests; 1 has its deletion lock on.',
    );
    const jobs = facts({
      numbers: 37,
      deletions: 12,
      writes,
      requests: 3,
      jobs: 2,
      byOperation: [
        { operation: 10, requests: 1, numbers: 24 },
        { operation: 16, requests: 1, numbers: 1 },
        { operation: 8, requests: 1, numbers: 12 },
      ],
    });
    assert.equal(
      headWords(jobs),
      'Sets Tags on 25 numbers in 1 job and 1 request; deletes 12 numbers for good in 1 job.',
    );
    const only = facts({
      numbers: 1,
      deletions: 1,
      requests: 1,
      byOperation: [{ operation: 17, requests: 1, numbers: 1 }],
    });
    assert.equal(headWords(only), 'Deletes 1 number for good in 1 request.');
  });

  test('say how many numbers get each setting, where not all get all of them', () => {
    const [first, second] = [tags, numberTable.settings.find(({ key }) => key === 'messaging_profile_id')];
    assert.ok(first && second);
    const words = (some: number, others: number) =>
      headWords(
        facts({
          numbers: 2540,
          deletions: 40,
          writes: [
            { setting: first, numbers: some },
            { setting: second, numbers: others },
          ],
          requests: 5,
          jobs: 5,
          byOperation: [
            { operation: 10, requests: 3, numbers: some },
            { operation: 1, requests: 1, numbers: others },
            { operation: 8, requests: 1, numbers: 40 },
          ],
        }),
      ).replace(/ in .*/, '');
    assert.equal(words(2500, 2467), 'Sets Tags (2,500), Messaging profile (2,467) on 2,500 numbers');
    assert.equal(words(1500, 1000), 'Sets Tags (1,500), Messaging profile (1,000) on 2,500 numbers');
    assert.equal(words(2500, 2500), 'Sets Tags, Messaging profile on 2,500 numbers');
  });

  test('ask for the count of all, and say how many of them are deleted', () => {
    assert.equal(
      confirmWords({ count: 33, deletions: 3 }),
      'This deletes 3 numbers for good and changes 30. Type 33 to go on.',
    );
    assert.equal(
      confirmWords({ count: 1, deletions: 1 }),
      'This deletes 1 number for good. Type 1 to go on.',
    );
    assert.equal(
      confirmWords({ count: 2500, deletions: 0 }),
      'This changes 2,500 numbers. Type 2,500 to go on.',
    );
  });
});
