import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { applyEdits } from 'jsonc-parser';
import { editDocument } from '../../../src/core/settings/document.ts';
import { mobileTable } from '../../../src/core/settings/mobile.ts';
import { settingId, type Operation, type Table, type Value } from '../../../src/core/settings/setting.ts';
import { numberTable } from '../../../src/core/settings/table.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import { families } from '../../../src/editors/family.ts';
import { NotSaved } from '../../../src/editors/notSaved.ts';
import { NumberFile } from '../../../src/editors/numberFile.ts';
import { shareAccount } from '../plan/account.ts';
import { TestClock } from '../telnyx/doors.ts';

interface Section {
  readonly operation: Operation;
  readonly table: Table;
  /** What is typed, by key; the first is the one that the server refuses. */
  readonly typed: Readonly<Record<string, (before: Value | undefined) => Value>>;
}

const flip = (before: Value | undefined) => before !== true;
const say = (text: string) => () => text;

const sections: readonly Section[] = [
  {
    operation: 16,
    table: numberTable,
    typed: { customer_reference: say('TYPED'), hd_voice_enabled: flip },
  },
  {
    operation: 23,
    table: numberTable,
    typed: { translated_number: say('desk7'), tech_prefix_enabled: flip },
  },
  {
    operation: 21,
    table: numberTable,
    typed: {
      messaging_profile_id: say('40017e7d-0000-4000-8000-000000000001'),
      messaging_product: say('A2P'),
    },
  },
  { operation: 18, table: numberTable, typed: { bundle_id: say('bundle-1') } },
  {
    operation: 19,
    table: numberTable,
    typed: { emergency_address_id: say('1111111111111111111'), emergency_enabled: flip },
  },
  { operation: 10, table: numberTable, typed: { deletion_lock_enabled: flip } },
  {
    operation: 26,
    table: mobileTable,
    typed: { customer_reference: say('TYPED'), caller_id_name_enabled: flip },
  },
];

/** A number of the kind that a section belongs to, over a network that refuses every change like this. */
async function refusing(t: TestContext, { table }: Section, pointer: string | undefined) {
  const { simulator, colleague } = await shareAccount(t);
  const source = pointer === undefined ? {} : { source: { pointer } };
  const body = JSON.stringify({
    errors: [{ code: '10015', title: 'Bad value', detail: 'does not fit', ...source }],
  });
  const writes: string[] = [];
  const door = openDoor({
    baseUrl: simulator.url,
    apiKey: simulator.account.keys[0]?.key ?? '',
    clock: new TestClock(),
    fetch: async (input, init) => {
      const request = new Request(input, init);
      if (request.method === 'GET') return fetch(request);
      writes.push(request.method);
      return new Response(body, { status: 422, headers: { 'content-type': 'application/json' } });
    },
  });
  t.after(() => door.close());
  const family = table === mobileTable ? families.mobile : families.numbers;
  const page = await colleague.page(
    (sdk, query, options) =>
      table === mobileTable
        ? sdk.mobilePhoneNumbers.list(query, options)
        : sdk.phoneNumbers.list(query, options),
    { number: 1, size: 50 },
  );
  const { phone_number: phoneNumber } = page.rows[5] as { phone_number: string };
  return { door, writes, file: await NumberFile.open(door, phoneNumber, { family }) };
}

/** Types into some settings, in the document. */
function typedInto(file: NumberFile, { table, typed }: Section, keys: readonly string[]): string {
  return keys.reduce((text, key) => {
    const setting = table.settings.find((one) => one.key === key) ?? assert.fail(key);
    const value = typed[key]?.(file.base[settingId(setting)]) ?? null;
    return applyEdits(text, [...editDocument(text, setting, value)]);
  }, file.text);
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const thrown: unknown = await work.then(
    () => assert.fail('was saved'),
    (reason: unknown) => reason,
  );
  assert.ok(thrown instanceof NotSaved, String(thrown));
  return thrown.message;
}

for (const section of sections) {
  const keys = Object.keys(section.typed);
  const [first = ''] = keys;
  const setting = section.table.settings.find(({ key }) => key === first) ?? assert.fail(first);
  const several = keys.length > 1;

  describe(`A 422 of operation ${section.operation}`, () => {
    test('that points at a field stands at it, and is told with its name', async (t) => {
      const { door, writes, file } = await refusing(t, section, `/data/attributes/${first}`);
      const text = typedInto(file, section, keys);
      const said = await refusal(file.save(door, text));
      assert.ok(said.includes(`${setting.label()}: Bad value: does not fit.`), said);
      const value = file.read(text).values[settingId(setting)];
      assert.deepEqual(file.complaints(setting, value), ['Bad value: does not fit']);
      assert.equal(file.changes(text).length, keys.length, 'nothing typed is lost');
      assert.equal(writes.length, 1, 'it is sent once');
    });

    for (const [how, pointer] of [
      ['that points at nothing known', '/nonsense/0'],
      ['that points nowhere', undefined],
    ] as const) {
      test(`${how} is told ${several ? 'of the whole' : 'of the one that was changed'}`, async (t) => {
        const { door, file } = await refusing(t, section, pointer);
        const text = typedInto(file, section, keys);
        const said = await refusal(file.save(door, text));
        assert.match(said, /^Nothing was saved\. Telnyx did not accept this\. /);
        assert.ok(said.endsWith('Bad value: does not fit.'), said);
        const complaints = section.table.settings.flatMap((one) =>
          file.complaints(one, file.read(text).values[settingId(one)]),
        );
        assert.equal(complaints.length, several ? 0 : 1);
        assert.equal(said.includes(`${setting.label()}: `), !several);
        assert.equal(file.notice?.sentence, said);
        assert.equal(file.changes(text).length, keys.length);
      });
    }
  });
}
