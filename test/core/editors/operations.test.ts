import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { applyEdits } from 'jsonc-parser';
import { listAccount, valuesFor } from '../../../src/core/files/account.ts';
import { deleteNumber } from '../../../src/core/plan/deletion.ts';
import { ChoiceLists } from '../../../src/core/state/choiceLists.ts';
import { mobileNumbers } from '../../../src/core/resources/mobile-numbers.ts';
import { numbers } from '../../../src/core/resources/numbers.ts';
import { verifyOwnership } from '../../../src/core/resources/ownership.ts';
import { editDocument } from '../../../src/core/settings/document.ts';
import type { Value } from '../../../src/core/settings/setting.ts';
import { numberTable } from '../../../src/core/settings/table.ts';
import type { Door } from '../../../src/core/telnyx/door.ts';
import { families } from '../../../src/editors/family.ts';
import { NumberFile } from '../../../src/editors/numberFile.ts';
import { shareAccount } from '../plan/account.ts';
import { TestClock } from '../telnyx/doors.ts';

interface Stage {
  readonly door: Door;
  readonly phoneNumber: string;
  readonly id: string;
}

const page = { number: 1, size: 50 };
const never = new AbortController().signal;
/** Jobs and provisioning are waited for by a clock that jumps. */
const jumping = () => ({ clock: new TestClock() });

/** Opens a number by its digits alone, and saves it with one setting changed. */
async function saves({ door, phoneNumber }: Stage, key: string, value: (held: unknown) => Value) {
  const family = families.numbers;
  const file = await NumberFile.open(door, phoneNumber, { family });
  const setting = family.table.settings.find((one) => one.key === key) ?? assert.fail(key);
  const held = file.base[`${setting.section}.${key}`];
  await file.save(door, applyEdits(file.text, [...editDocument(file.text, setting, value(held))]), jumping());
}

async function savesMobile({ door }: Stage) {
  const { rows } = await mobileNumbers.list(door, page, never);
  const [{ phone_number: phoneNumber = '' } = {}] = rows as { phone_number?: string }[];
  const family = families.mobile;
  const file = await NumberFile.open(door, phoneNumber, { family });
  const setting = family.table.settings.find(({ key }) => key === 'customer_reference') ?? assert.fail();
  await file.save(door, applyEdits(file.text, [...editDocument(file.text, setting, 'VAN-7')]));
}

async function exports({ door }: Stage) {
  const { rows } = await listAccount(door, numberTable.settings);
  assert.ok((await valuesFor(door, rows, numberTable.settings, {}, true)).length > 8);
}

const flip = (held: unknown) => held !== true;

/** On, at an address of the country of the number. */
async function switchesEmergency({ door, phoneNumber }: Stage) {
  const file = await NumberFile.open(door, phoneNumber, { family: families.numbers });
  const settings = numberTable.settings.filter(({ operation }) => operation === 19);
  const lists = new ChoiceLists(door);
  await lists.load('addresses');
  const state = lists.state('addresses');
  const address =
    state?.phase === 'ready' ? state.choices.find(({ name }) => name.endsWith('US')) : undefined;
  const text = settings.reduce((now, setting) => {
    const value = setting.type.kind === 'switch' ? true : (address?.id ?? null);
    return applyEdits(now, [...editDocument(now, setting, value)]);
  }, file.text);
  await file.save(door, text, jumping());
}

/** What is done, and the operations that only this asks for, beside others. */
const deeds: Readonly<Record<string, readonly [readonly number[], (stage: Stage) => Promise<unknown>]>> = {
  'a list of numbers': [[5], ({ door }) => numbers.list(door, page, never)],
  'an export of every setting': [[5, 12, 14], exports],
  'a general setting': [[13, 15, 16, 20, 22], (stage) => saves(stage, 'customer_reference', () => 'ORDER-7')],
  'a voice setting': [[23], (stage) => saves(stage, 'translated_number', () => 'desk7')],
  'a messaging setting': [[21], (stage) => saves(stage, 'messaging_profile_id', () => null)],
  'a bundle': [[18], (stage) => saves(stage, 'bundle_id', () => 'bundle-1')],
  'the deletion lock': [[10, 11], (stage) => saves(stage, 'deletion_lock_enabled', flip)],
  'emergency calling': [[19], switchesEmergency],
  'a mobile number': [[3, 4, 24, 25, 26], savesMobile],
  'tags to choose from': [[36], ({ door }) => new ChoiceLists(door).load('tags')],
  'the ownership of a list': [[6], ({ door, phoneNumber }) => verifyOwnership(door, [phoneNumber])],
  'a deletion': [[17], ({ door, id, phoneNumber }) => deleteNumber(door, { id, phoneNumber })],
};

/** An unlocked American number that is in use and has no emergency calling yet. */
async function stage(t: TestContext) {
  const { simulator, door } = await shareAccount(t, 0, {
    jobs: { startMs: 0, stepMs: 0, expireMs: 600_000 },
    emergencyMs: 0,
  });
  const { rows } = await numbers.list(door, { number: 1, size: 250 }, never);
  const fit = (rows as Record<string, unknown>[]).find(
    (row) =>
      row.status === 'active' &&
      row.country_iso_alpha2 === 'US' &&
      row.deletion_lock_enabled === false &&
      row.emergency_enabled === false &&
      row.phone_number_type === 'local' &&
      row.messaging_profile_id !== null,
  );
  assert.ok(fit);
  const own: Stage = { door, id: String(fit.id), phoneNumber: String(fit.phone_number) };
  return { simulator, own };
}

describe('Every operation about numbers is reached', () => {
  for (const [what, [operations, act]] of Object.entries(deeds)) {
    test(`${operations.join(', ')}: by ${what}`, async (t) => {
      const { simulator, own } = await stage(t);
      const since = simulator.log.length;
      await act(own);
      const entries = simulator.log.slice(since);
      assert.deepEqual(
        operations.filter((one) => !entries.some(({ operation }) => operation === one)),
        [],
      );
      assert.deepEqual(
        entries.filter(({ status }) => status >= 400),
        [],
      );
    });
  }

  test('and none is missing here', () => {
    const all = [3, 4, 5, 6, ...Array.from({ length: 15 }, (_, at) => 12 + at), 36];
    const reached = new Set(Object.values(deeds).flatMap(([operations]) => operations));
    assert.deepEqual(
      all.filter((operation) => !reached.has(operation)),
      [],
    );
  });
});
