import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { toolNames, type ToolName } from '../../../src/core/model/names.ts';
import type { Proposal } from '../../../src/core/plan/proposal.ts';
import { Failure } from '../../../src/core/telnyx/failure.ts';
import { boundedJson, mostCharacters } from '../../../src/core/tools/bounded.ts';
import { tools } from '../../../src/core/tools/index.ts';
import { masked, maskedAll } from '../../../src/core/tools/mask.ts';
import { readingDoor, type ToolAccount } from '../../../src/core/tools/tool.ts';
import { shareAccount } from '../plan/account.ts';

async function account(t: TestContext) {
  const shared = await shareAccount(t);
  const proposals: Proposal[] = [];
  const told: ToolAccount = {
    name: 'Production',
    door: readingDoor(shared.door),
    told: masked,
    propose: (proposal) => Promise.resolve(void proposals.push(proposal)),
  };
  const use = async (name: ToolName, input: unknown) =>
    JSON.parse(JSON.stringify(await tools[name].run(told, input, new AbortController().signal))) as unknown;
  return { ...shared, proposals, told, use };
}

/** The first record of a list of the account. */
async function first(door: ToolAccount['door'], path: string): Promise<{ readonly id: string }> {
  const page = await door.page(
    (sdk, query, options) => {
      if (path === 'jobs') return sdk.phoneNumbers.jobs.list(query, options);
      return sdk.webhookDeliveries.list(query, options);
    },
    { number: 1, size: 1 },
  );
  return page.rows[0] as { readonly id: string };
}

describe('A tool for language models', () => {
  test('lists numbers, masked, with the total of the account', async (t) => {
    const { use, number } = await account(t);
    const answer = await use('telnyx_list_numbers', { limit: 3 });
    assert.match(JSON.stringify(answer), /"total":80/);
    assert.match(JSON.stringify(answer), new RegExp(`"id":"${number.id}"`));
    assert.ok(!JSON.stringify(answer).includes(number.phoneNumber));
  });

  test('reads every setting of a number by id or E.164, and never a PIN', async (t) => {
    const { use, number, ...others } = await account(t);
    await others.elsewhere({ external_pin: '471199', customer_reference: 'FIRST' });
    for (const name of [number.id, number.phoneNumber]) {
      const answer = JSON.stringify(await use('telnyx_get_number', { number: name }));
      assert.match(answer, /"general.customer_reference":"FIRST"/);
      assert.match(answer, /"voice\./);
      assert.ok(!answer.includes('471199'));
    }
  });

  test('reads a job, charges by month, and why a delivery failed', async (t) => {
    const { use, door } = await account(t);
    const job = await use('telnyx_get_job', { job: (await first(door, 'jobs')).id });
    assert.match(JSON.stringify(job), /"status":"(completed|failed|in_progress|pending|expired)"/);
    const charges = await use('telnyx_summarize_charges', { from: '2026-01-01', to: '2026-03-01' });
    assert.equal((charges as { readonly reports: readonly unknown[] }).reports.length, 2);
    assert.match(JSON.stringify(charges), /"grandTotal":"\d+\.\d+"/);
    const delivery = await use('telnyx_explain_delivery', { delivery: (await first(door, 'deliveries')).id });
    assert.match(JSON.stringify(delivery), /"attempts":\[\{"status"/);
    assert.ok(!/"(headers|body|payload)"/.test(JSON.stringify(delivery)));
  });

  test('opens a plan and writes nothing, neither by it nor by its door', async (t) => {
    const { use, number, proposals, told, ...shared } = await account(t);
    const changes = { 'general.customer_reference': 'MODEL', 'general.tags': ['one'] };
    const answer = await use('telnyx_propose_number_changes', {
      numbers: [number.phoneNumber, number.id],
      changes,
    });
    assert.match(JSON.stringify(answer), /Nothing was changed/);
    const [proposal] = proposals;
    assert.deepEqual(proposal?.wishes, [{ number, base: {}, mine: changes }]);
    assert.equal(shared.count('PATCH') + shared.count('POST') + shared.count('DELETE'), 0);
    const write = told.door.write(
      (sdk, options) => sdk.phoneNumbers.delete(number.id, options),
      () => undefined,
    );
    await assert.rejects(write, Failure);
    assert.equal(shared.count('DELETE'), 0);
  });

  test('says what is wrong with its input, and what would be right', async (t) => {
    const { use, number, proposals } = await account(t);
    const numbers = [number.id];
    const wrong: readonly (readonly [ToolName, unknown, RegExp])[] = [
      ['telnyx_list_numbers', { contains: '+1 312' }, /contains: must be 3 to 15 digits/],
      ['telnyx_list_numbers', { limit: 51 }, /limit/],
      ['telnyx_list_numbers', { order: 'asc' }, /order/],
      ['telnyx_get_number', {}, /number/],
      ['telnyx_get_number', { number: 'the first one' }, /Name it by its id/],
      ['telnyx_get_job', null, /input/],
      ['telnyx_summarize_charges', { from: '2026-02-30', to: '2026-03-01' }, /YYYY-MM-DD/],
      ['telnyx_summarize_charges', { from: '2025-01-01', to: '2026-01-01' }, /at most 93 days/],
      ['telnyx_propose_number_changes', { numbers: [], changes: {} }, /name at least one number/],
      ['telnyx_propose_number_changes', { numbers, changes: {} }, /at least one setting/],
      ['telnyx_propose_number_changes', { numbers, changes: { tags: ['a'] } }, /There are: .*general\.tags/],
      [
        'telnyx_propose_number_changes',
        { numbers, changes: { 'general.tags': 7 } },
        /general\.tags: expected/,
      ],
      ['telnyx_propose_number_changes', { numbers, changes: { 'general.external_pin': '1' } }, /is a secret/],
    ];
    for (const [name, input, reason] of wrong) {
      await assert.rejects(use(name, input), (thrown) => {
        assert.ok(thrown instanceof Failure, String(thrown));
        assert.match(thrown.sentence, reason);
        return true;
      });
    }
    assert.equal(proposals.length, 0);
  });

  test('is in the manifest by the same name, closed to anything that its input does not name', () => {
    const manifest = JSON.parse(
      readFileSync(join(resolve(import.meta.dirname, '../../..'), 'package.json'), 'utf8'),
    ) as {
      readonly contributes: {
        readonly languageModelTools: readonly {
          readonly name: string;
          readonly inputSchema: { readonly additionalProperties: boolean };
        }[];
      };
    };
    const { languageModelTools: listed } = manifest.contributes;
    assert.deepEqual(listed.map(({ name }) => name).sort(), [...toolNames].sort());
    assert.ok(listed.every(({ inputSchema }) => !inputSchema.additionalProperties));
  });
});

describe('What a language model is told', () => {
  test('is never longer than its bound, and says where it is a part', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(400), (part, length) => {
        const text = boundedJson({ rows: Array.from({ length }, () => part), name: part });
        assert.ok(text.length <= mostCharacters + 100, String(text.length));
      }),
      { numRuns: 60 },
    );
    const long = boundedJson({ rows: Array.from({ length: 5_000 }, (_, at) => `row ${at}`), total: 5_000 });
    const { rows, rows_told } = JSON.parse(long) as { readonly rows: string[]; readonly rows_told: string };
    assert.equal(rows_told, `the first ${rows.length} of 5000`);
  });

  test('keeps of a phone number its ends only', () => {
    assert.equal(masked('+13125550001'), '+13•••••••01');
    assert.equal(masked('+4930901820'), '+49••••••20');
    assert.equal(
      masked('forwards to +13125550001, or 13125550002'),
      'forwards to +13•••••••01, or 13•••••••02',
    );
  });

  test('holds no whole phone number in any text, and ids as they are', () => {
    const id = '1293384261075731499';
    const told = maskedAll({
      id,
      settings: { 'voice.forwards_to': '+13125550001' },
      notes: [`job ${id}`, '12.50'],
    });
    assert.deepEqual(told, {
      id,
      settings: { 'voice.forwards_to': '+13•••••••01' },
      notes: [`job ${id}`, '12.50'],
    });
  });
});
