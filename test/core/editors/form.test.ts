import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { ChoiceLists } from '../../../src/core/resources/choiceLists.ts';
import type { ChoiceSource } from '../../../src/core/resources/choices.ts';
import type { Setting, Table } from '../../../src/core/settings/setting.ts';
import { numberTable } from '../../../src/core/settings/table.ts';
import { formOf } from '../../../src/editors/form.ts';
import { NotSaved, NumberFile } from '../../../src/editors/numberFile.ts';
import { shareAccount } from '../plan/account.ts';

const plain = { account: 'Test', busy: false, heard: 0, searches: new Map<ChoiceSource, string>() };

async function opened(t: TestContext) {
  const shared = await shareAccount(t);
  await shared.elsewhere({ customer_reference: 'FIRST', external_pin: '4711', hd_voice_enabled: false });
  const file = await NumberFile.open(shared.door, shared.number.phoneNumber);
  const lists = new ChoiceLists(shared.door);
  t.after(() => lists.dispose());
  const form = (text: string, view = plain, table?: Table) => {
    const page = formOf(file, text, lists, view, table);
    const fields = page.sections.flatMap((section) => section.fields);
    return { page, field: (key: string) => fields.find(({ id }) => id === `general.${key}`), fields };
  };
  return { shared, file, lists, form };
}

describe('The form of a number', () => {
  test('has a field with words for every setting of the table', async (t) => {
    const { file, form } = await opened(t);
    const { fields, page } = form(file.text);
    assert.deepEqual(
      fields.map(({ label, help }) => [label, help]),
      numberTable.settings.map((setting) => [setting.label(), setting.help()]),
    );
    assert.equal(page.status, 'active');
  });

  test('shows an added setting without any other change', async (t) => {
    const { file, form } = await opened(t);
    const [first] = numberTable.settings;
    assert.ok(first);
    const added: Setting = { ...first, key: 'nickname', label: () => 'Nickname', type: { kind: 'text' } };
    assert.equal(
      form(file.text, plain, { ...numberTable, settings: [...numberTable.settings, added] }).field('nickname')
        ?.label,
      'Nickname',
    );
  });

  test('marks what is changed, with before and after', async (t) => {
    const { file, form } = await opened(t);
    const { field } = form(file.text.replace('FIRST', 'SECOND').replace('false', 'true'));
    assert.deepEqual(field('customer_reference')?.change, { before: 'FIRST', after: 'SECOND' });
    assert.deepEqual(field('hd_voice_enabled')?.change, { before: 'off', after: 'on' });
    assert.equal(field('tags')?.change, undefined);
  });

  test('never tells the page the PIN that is set, nor shows a typed one as a change', async (t) => {
    const { file, form } = await opened(t);
    assert.ok(!JSON.stringify(form(file.text).page).includes('4711'));
    assert.match(form(file.text).field('external_pin')?.told ?? '', /^A PIN is set/);
    const { field } = form(file.text.replace('<set, unchanged>', '0815'));
    assert.deepEqual(field('external_pin')?.change, { before: 'set (hidden)', after: 'set (hidden)' });
  });

  test('calls a value unknown that the server does not tell', async (t) => {
    const { file, form } = await opened(t);
    assert.equal('value' in (form(file.text).field('address_id') ?? {}), false);
    const text = file.text.replace('"external_pin"', '"address_id": "123",\n    "external_pin"');
    assert.deepEqual(form(text).field('address_id')?.change, { before: 'unknown', after: '123' });
  });

  test('brings errors to their fields, and the rest to the head', async (t) => {
    const { file, form } = await opened(t);
    const wrong = form(file.text.replace('"FIRST"', '7').replace('"tags"', '"tagz"'));
    assert.match(wrong.field('customer_reference')?.errors[0] ?? '', /wrong type/);
    assert.deepEqual(wrong.page.problems, ['There is no setting "tagz" here.']);
    const broken = form('{');
    assert.match(broken.page.broken ?? '', /not valid JSON/);
    assert.deepEqual(broken.fields, []);
  });

  test('shows both sides of a conflict', async (t) => {
    const { shared, file, form } = await opened(t);
    const text = file.text.replace('FIRST', 'MINES');
    await shared.elsewhere({ customer_reference: 'THEIR' });
    await assert.rejects(file.save(shared.door, text), NotSaved);
    assert.deepEqual(form(text).field('customer_reference')?.conflict, {
      base: 'FIRST',
      theirs: 'THEIR',
      mine: 'MINES',
    });
  });

  test('names ids once their list is loaded, and searches it by name and id', async (t) => {
    const { file, form, lists } = await opened(t);
    const searches = new Map<ChoiceSource, string>([['connections', 'SUPPORT us']]);
    assert.deepEqual(form(file.text, { ...plain, searches }).page.choices, {
      connections: { phase: 'loading' },
    });
    await lists.load('connections');
    const { page } = form(file.text, { ...plain, searches });
    const list = page.choices.connections;
    assert.ok(list?.phase === 'ready');
    assert.deepEqual(
      list.options.map(({ name }) => name),
      ['Support line US'],
    );
    const [option] = list.options;
    assert.ok(option);
    const text = file.text.replace(/"connection_id": .*,/, `"connection_id": "${option.id}",`);
    assert.equal(form(text).field('connection_id')?.told, 'Support line US');
  });

  test('says why choices cannot be loaded, and loads them when asked again', async (t) => {
    const { shared, file, form, lists } = await opened(t);
    const searches = new Map<ChoiceSource, string>([['tags', '']]);
    shared.simulator.faults.next({ fault: 'html200', path: /user_tags/ });
    await lists.load('tags');
    const failed = form(file.text, { ...plain, searches }).page.choices.tags;
    assert.ok(failed?.phase === 'failed' && failed.sentence.length > 0);
    await lists.load('tags');
    assert.equal(form(file.text, { ...plain, searches }).page.choices.tags?.phase, 'ready');
    await lists.load('tags');
    const asked = shared.simulator.log.filter(({ operation }) => operation === 36);
    assert.equal(asked.length, 1);
  });
});
