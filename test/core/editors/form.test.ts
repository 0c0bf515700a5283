import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { ChoiceLists } from '../../../src/core/state/choiceLists.ts';
import type { ChoiceSource } from '../../../src/core/resources/choices.ts';
import type { Setting, Table } from '../../../src/core/settings/setting.ts';
import { numberTable } from '../../../src/core/settings/table.ts';
import { formOf } from '../../../src/editors/form.ts';
import { NotSaved } from '../../../src/editors/notSaved.ts';
import { NumberFile } from '../../../src/editors/numberFile.ts';
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

  test('shows what is cleared as none, not as it was', async (t) => {
    const { file, form } = await opened(t);
    const { field } = form(file.text.replace('"FIRST"', 'null').replace('"<set, unchanged>"', 'null'));
    assert.deepEqual(field('customer_reference')?.change, { before: 'FIRST', after: 'none' });
    assert.equal(field('customer_reference')?.value, null);
    assert.equal(field('external_pin')?.value, null);
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

  test('has a tab for every section, with what Telnyx tells beside the settings', async (t) => {
    const { file, form } = await opened(t);
    const { sections } = form(file.text).page;
    assert.deepEqual(
      sections.map(({ key, closed }) => [key, closed]),
      numberTable.sections.map(({ key }) => [key, false]),
    );
    const messaging = sections.find(({ key }) => key === 'messaging');
    assert.ok(messaging?.facts.some(({ label, value }) => label === 'Success ratio' && value !== ''));
    assert.ok(sections.find(({ key }) => key === 'emergency')?.facts.some(({ label }) => label === 'Status'));
    assert.match(sections.find(({ key }) => key === 'bundle')?.note ?? '', /two saves/);
  });

  test('offers the words of a short list, one nobody has heard of included, and keeps it', async (t) => {
    const { file, form } = await opened(t);
    const text = file.text.replace(/("usage_payment_method": )"[^"]*"/, '$1"by-moon"');
    const field = form(text).fields.find(({ id }) => id === 'voice.usage_payment_method');
    assert.equal(field?.value, 'by-moon');
    assert.deepEqual(field.options?.map(({ value }) => value).sort(), [
      'by-moon',
      'channel',
      'pay-per-minute',
    ]);
    const product = form(file.text).fields.find(({ id }) => id === 'messaging.messaging_product');
    assert.ok(product?.options?.some(({ value }) => value === 'A2P'));
  });

  test('explains why a setting has no effect at the moment', async (t) => {
    const { file, form } = await opened(t);
    const off = file.text.replace(/("inbound_call_recording_enabled": )\w+/, '$1false');
    const format = (text: string) =>
      form(text).fields.find(({ id }) => id === 'voice.inbound_call_recording_format');
    assert.match(format(off)?.idle ?? '', /only while calls are recorded/);
    assert.equal(format(off.replace(/("inbound_call_recording_enabled": )\w+/, '$1true'))?.idle, undefined);
  });

  test('takes a field emptied beside a setting for empty, whatever it was', async (t) => {
    const { file, shared, lists } = await opened(t);
    const forwarding = { call_forwarding_enabled: true, forwards_to: '+13125550100' };
    const text = (more: object) => JSON.stringify({ voice: { ...forwarding, ...more } });
    await file.save(shared.door, text({ forwarding_type: 'always' }));
    const idle = (given: string) =>
      formOf(file, given, lists, plain)
        .sections.flatMap(({ fields }) => fields)
        .find(({ id }) => id === 'voice.call_forwarding_enabled')?.idle;
    assert.equal(idle(text({})), undefined);
    assert.match(idle(text({ forwards_to: null })) ?? '', /No call is forwarded yet/);
  });

  test('says of a section that could not be read why, and opens the others', async (t) => {
    const { shared, lists } = await opened(t);
    shared.simulator.faults.add({ fault: 'html200', method: 'GET', path: /\/messaging$/ });
    const file = await NumberFile.open(shared.door, shared.number.phoneNumber);
    const page = formOf(file, file.text, lists, plain);
    const messaging = page.sections.find(({ key }) => key === 'messaging');
    assert.equal(messaging?.closed, true);
    assert.ok((messaging.trouble ?? '').length > 0);
    assert.ok(page.sections.filter(({ closed }) => closed).length === 1);
    shared.simulator.faults.clear();
    await file.refresh(shared.door, () => false);
    assert.equal(
      formOf(file, file.text, lists, plain).sections.some(({ closed }) => closed),
      false,
    );
  });
});
