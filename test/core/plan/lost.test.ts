import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { accountOf } from '../../../src/core/files/account.ts';
import { readJson } from '../../../src/core/files/jsonRows.ts';
import { matchRows } from '../../../src/core/files/match.ts';
import { openPlan, renderPlan } from '../../../src/core/files/planFile.ts';
import { readPlan } from '../../../src/core/files/readPlan.ts';
import { readCsv, type FileRows } from '../../../src/core/files/rows.ts';
import {
  changeBundle,
  changeEmergency,
  patchMessaging,
  patchNumber,
  patchVoice,
} from '../../../src/core/plan/operations.ts';
import type { NumberName } from '../../../src/core/plan/plan.ts';
import { addingTags, assigning } from '../../../src/core/plan/proposals.ts';
import type { Proposal } from '../../../src/core/plan/proposal.ts';
import { endBefore } from '../../../src/core/plan/recheck.ts';
import { sayBlock } from '../../../src/core/plan/sayBlock.ts';
import { lostStatuses, numberAbilities, sayLost } from '../../../src/core/resources/numbers.ts';
import { numberTable } from '../../../src/core/settings/table.ts';
import { Failure } from '../../../src/core/telnyx/failure.ts';
import { figures, manyNumbers, wishFor, type Many } from './many.ts';

const mine = { 'general.customer_reference': 'NEW' };

/** Numbers that are not this account's though it lists them, and their statuses. */
async function lostNumbers(t: TestContext) {
  const many = await manyNumbers(t, { numbers: 200 });
  const rows = await many.rows();
  const status = (number: NumberName) => String(rows.get(number.id)?.status);
  const lost = many.numbers.filter((number) =>
    ['ported-out', 'purchase-failed', 'port-failed'].includes(status(number)),
  );
  const active = many.numbers.filter((number) => status(number) === 'active').slice(0, 12);
  assert.equal(lost.length, 3);
  return { many, lost, active, status };
}

/** What a file comes to as a proposal. */
async function imported({ door }: Many, file: FileRows): Promise<Proposal> {
  const account = await accountOf(door, file.rows, file.settings);
  const { wishes, problems } = matchRows(file.rows, account);
  assert.deepEqual(problems, []);
  return { source: 'import', title: 'Try', wishes, deletions: [] };
}

function reopened(proposal: Proposal): Proposal {
  const read = readPlan(renderPlan(proposal, { id: 'a', name: 'A' }));
  assert.ok(read.ok);
  return openPlan(read.file).proposal;
}

describe("A number that is listed and not this account's any more", () => {
  test('is offered no change, and is opened to be read', () => {
    for (const status of lostStatuses) {
      const abilities = numberAbilities({ phone_number: '+13125550001', status });
      assert.deepEqual(
        ['edit', 'change-settings', 'tag', 'delete'].map((one) =>
          abilities.some((ability) => ability === one),
        ),
        [true, false, false, false],
      );
    }
    assert.ok(
      numberAbilities({ phone_number: '+13125550001', status: 'active' }).includes('change-settings'),
    );
  });

  const ways: Readonly<
    Record<string, (many: Many, numbers: readonly NumberName[]) => Promise<Proposal> | Proposal>
  > = {
    'a form': (_, numbers) => wishFor(numbers, mine),
    'a CSV file': (many, numbers) =>
      imported(
        many,
        readCsv(
          ['phone_number,general.customer_reference', ...numbers.map((one) => `${one.phoneNumber},NEW`)].join(
            '\n',
          ),
          () => undefined,
        ),
      ),
    'a JSON file': (many, numbers) =>
      imported(
        many,
        readJson(
          JSON.stringify(
            numbers.map(({ phoneNumber }) => ({
              phone_number: phoneNumber,
              general: { customer_reference: 'NEW' },
            })),
          ),
        ),
      ),
    'a plan file': (_, numbers) => reopened(wishFor(numbers, mine)),
    'a drop on a connection': (_, numbers) =>
      assigning(numbers, { what: 'connection', choice: undefined }, 'drop'),
    'a drop on a tag': (_, numbers) =>
      addingTags(
        numbers.map((number) => ({ number, tags: [] })),
        ['vip'],
        'drop',
      ),
  };
  for (const [way, propose] of Object.entries(ways))
    test(`is blocked in the plan of ${way}, with what its form says, and nothing is sent for it`, async (t) => {
      const { many, lost, active, status } = await lostNumbers(t);
      for (const others of [[], active]) {
        const plan = await many.plans.look(await propose(many, [...lost, ...others]));
        for (const { number, state, block } of plan.rows) {
          const own = lost.some(({ id }) => id === number.id);
          assert.equal(block?.why === 'lost', own, number.phoneNumber);
          if (own) assert.deepEqual([state, block && sayBlock(block)], ['blocked', sayLost(status(number))]);
        }
        if (!plan.rows.some(({ state }) => state === 'send')) {
          await assert.rejects(many.plans.apply(plan), /nothing to send/);
          continue;
        }
        const before = many.writes().length;
        const state = await (await many.plans.apply(plan)).settled();
        assert.equal(figures(state).failed, undefined);
        const sent = JSON.stringify(many.writes().slice(before));
        for (const { id, phoneNumber } of lost) assert.ok(!sent.includes(id) && !sent.includes(phoneNumber));
      }
    });

  test('is left out when it goes while a plan is carried out', () => {
    const row = { number: { id: '1', phoneNumber: '+13125550001' }, before: {}, mine };
    const ending = endBefore(row, { live: {}, lost: 'ported-out' }, numberTable);
    assert.deepEqual(ending, { became: 'left', sentence: sayLost('ported-out') });
  });

  test('cannot be changed in the sample account either', async (t) => {
    const { many, lost } = await lostNumbers(t);
    for (const { id } of lost)
      for (const write of [
        () => patchNumber(many.door, id, { customer_reference: 'NEW' }),
        () => patchVoice(many.door, id, { tech_prefix_enabled: true }),
        () => patchMessaging(many.door, id, { messaging_product: 'P2P' }),
        () => changeBundle(many.door, id, null),
        () => changeEmergency(many.door, id, { emergency_enabled: false, emergency_address_id: '1' }),
      ])
        await assert.rejects(write, (failure) => failure instanceof Failure && failure.status === 422);
  });
});
