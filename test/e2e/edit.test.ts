import assert from 'node:assert/strict';
import type { Simulator } from '../simulator.ts';
import { asksElsewhere, goodKey, newestNumbers, signsIn, writes, type PhoneNumber } from './lib/account.ts';
import { story, type Person } from './lib/person.ts';
import { appliesPlan, says } from './lib/plans.ts';
import { until } from './lib/wait.ts';

const reference = 'Customer reference';

interface Connection {
  readonly id: string;
  readonly connection_name: string;
}

async function firstNumbers(simulator: Simulator): Promise<readonly [PhoneNumber, PhoneNumber]> {
  const [first, second] = await newestNumbers(simulator);
  assert.ok(first && second);
  return [first, second];
}

async function edits({ sidebar, editors }: Person, number: string): Promise<void> {
  const row = sidebar.view('Numbers').row(number);
  await row.reveal();
  await row.choose('Edit Settings');
  await editors.tab(number).waitFor();
  await editors.form.field(reference).waitFor();
}

/** Waits until a field of the form holds a text. */
async function holds({ editors }: Person, label: string, text: string): Promise<void> {
  await until(`${label} holds ${text}`, async () => (await editors.form.field(label).inputValue()) === text);
}

story('a person edits a number, and only what was changed is sent', {}, async (person, { act, account }) => {
  const { sidebar, editors, page } = person;
  const simulator = await account();
  const [number] = await firstNumbers(simulator);
  const patch = { method: 'PATCH', path: `/v2/phone_numbers/${number.id}` };
  await signsIn(person, { key: goodKey, address: simulator.url });

  await act('a save sends one request with exactly the changed fields', async () => {
    await edits(person, number.phone_number);
    assert.equal(await editors.active.isDirty(), false);
    await editors.form.type(reference, 'ORDER-7');
    await editors.active.becomesDirty();
    await editors.form.type('Add to Tags', 'vip');
    await person.presses('Enter');
    await editors.form.button('Remove tag vip').waitFor();
    await editors.form.type(reference, 'ORDER-78');
    // Not a moment later: what was typed last is on its way still.
    await editors.save();
    await editors.form.text('Saved 2 changes.').waitFor();
    await editors.active.becomesClean();
    const tags = [...number.tags, 'vip'];
    assert.deepEqual(writes(simulator), [
      { ...patch, body: { customer_reference: 'ORDER-78', tags }, status: 200 },
    ]);
    await holds(person, reference, 'ORDER-78');
    await sidebar
      .view('Numbers')
      .row(new RegExp(`${number.phone_number.slice(1)}, .*, vip$`))
      .waitFor();
    assert.match(await sidebar.view('Numbers').row(number.phone_number).tooltip(), /ORDER-78/);
  });

  await act('undo, redo and revert are those of VS Code, and send nothing', async () => {
    const since = simulator.log.length;
    await editors.form.type(reference, 'ORDER-9');
    await editors.active.becomesDirty();
    await editors.undo();
    await editors.active.becomesClean();
    await holds(person, reference, 'ORDER-78');
    await editors.redo();
    await editors.active.becomesDirty();
    await holds(person, reference, 'ORDER-9');
    await person.runs('File: Revert File');
    await editors.active.becomesClean();
    await holds(person, reference, 'ORDER-78');
    assert.deepEqual(writes(simulator, since), []);
  });

  await act('what somebody else changed meanwhile is shown, never overwritten', async () => {
    await editors.form.type(reference, 'MINE-1');
    await asksElsewhere(simulator, `/phone_numbers/${number.id}`, { customer_reference: 'THEIRS-1' });
    const since = simulator.log.length;
    await editors.save();
    await editors.form.text('Which value is to stay?').waitFor();
    await editors.form.text('THEIRS-1').waitFor();
    assert.deepEqual(writes(simulator, since), []);
    assert.equal(await editors.active.isDirty(), true);
    await holds(person, reference, 'MINE-1');
    await editors.form.button('Keep Mine').click();
    await editors.form.button('Keep Mine').waitFor({ state: 'hidden' });
    await editors.save();
    await editors.active.becomesClean();
    assert.deepEqual(writes(simulator, since), [
      { ...patch, body: { customer_reference: 'MINE-1' }, status: 200 },
    ]);
  });

  await act('what Telnyx refuses stays, with its words at the field', async () => {
    const since = simulator.log.length;
    await editors.form.type('Connection', '4711');
    await person.presses('Enter');
    await editors.active.becomesDirty();
    await editors.save();
    const field = editors.form.locator('.setting').filter({ hasText: '4711' });
    await field.getByRole('alert').getByText('does not exist').waitFor();
    assert.equal(await editors.active.isDirty(), true);
    assert.deepEqual(writes(simulator, since), [{ ...patch, body: { connection_id: '4711' }, status: 422 }]);
    await person.runs('File: Revert File');
    await editors.active.becomesClean();
  });

  await act('what was typed and not saved survives a reload of the window', async () => {
    await editors.form.type(reference, 'KEPT-5');
    await editors.active.becomesDirty();
    const since = simulator.log.length;
    await person.reloads({ unsaved: 'KEPT-5' });
    await editors.tab(number.phone_number).waitFor();
    await editors.active.becomesDirty();
    await holds(person, reference, 'KEPT-5');
    assert.deepEqual(writes(simulator, since), []);
    await editors.save();
    await editors.active.becomesClean();
    assert.deepEqual(writes(simulator, since), [
      { ...patch, body: { customer_reference: 'KEPT-5' }, status: 200 },
    ]);
  });

  await act('as text, VS Code completes and checks it', async () => {
    const since = simulator.log.length;
    await person.runs('View: Reopen Editor With Text Editor');
    const text = await editors.text();
    assert.match(text, /"customer_reference": "KEPT-5"/);
    await editors.replaceText('{ "general": {  } }');
    for (let back = 0; back < 5; back += 1) await person.presses('ArrowLeft');
    await person.presses('Control+Space');
    await page.locator('.suggest-widget .monaco-list-row').filter({ hasText: 'hd_voice_enabled' }).waitFor();
    await person.presses('Escape');
    await editors.replaceText('{ "general": { "hd_voice_enabled": "loud", } }');
    await page
      .locator('.editor-instance .squiggly-error, .editor-instance .squiggly-warning')
      .first()
      .waitFor();
    await editors.save();
    await person.notifications.waitFor(/Nothing was saved/);
    assert.equal(await editors.active.isDirty(), true);
    assert.deepEqual(writes(simulator, since), []);
    await person.runs('File: Revert File');
    await editors.active.becomesClean();
    assert.equal(await editors.text(), text);
  });

  await act('as text, tags of the account are completed by keyboard, its connections by mouse', async () => {
    const { number_tags: tags } = await asksElsewhere<{ readonly number_tags: readonly string[] }>(
      simulator,
      '/user_tags',
    );
    const tag = tags.find((one) => /^[a-z]{4,}$/.test(one) && !number.tags.includes(one)) ?? '';
    const connections = await asksElsewhere<readonly Connection[]>(simulator, '/connections');
    // The list of suggestions draws only some rows: those of the first names.
    const [connection] = connections
      .filter(({ connection_name: name }) => /^[A-E][\w -]+$/.test(name))
      .sort((one, other) => one.connection_name.localeCompare(other.connection_name));
    assert.ok(connection);
    const suggestions = page.locator('.suggest-widget .monaco-list-row');
    /** Puts a text there, and the cursor at its `|`. */
    const typesAt = async (marked: string) => {
      await editors.replaceText(marked.replace('|', ''));
      for (let back = marked.length - marked.indexOf('|') - 1; back > 0; back -= 1)
        await person.presses('ArrowLeft');
    };
    const text = await editors.text();
    await typesAt('{ "general": { "tags": [ | ] } }');
    await page.keyboard.type(`"${tag.slice(0, -1)}`);
    await suggestions.filter({ hasText: tag }).waitFor();
    await person.presses('Enter');
    await until('the tag stands in the text', async () => (await editors.text()).includes(`[ "${tag}" ]`));
    assert.ok(simulator.log.some((one) => one.path === '/v2/user_tags'));
    await typesAt('{ "general": { "connection_id": | } }');
    await person.presses('Control+Space');
    await suggestions.filter({ hasText: connection.connection_name }).first().click();
    await until('the connection stands in the text', async () =>
      (await editors.text()).includes(`"connection_id": "${connection.id}"`),
    );
    await person.runs('File: Revert File');
    await editors.active.becomesClean();
    assert.equal(await editors.text(), text);
  });

  await act('every save stands in Recent Changes, where a plan takes it back', async () => {
    const changes = sidebar.view('Recent Changes');
    await changes.expand();
    const title = `Edit ${number.phone_number}`;
    await changes.row(title).waitFor();
    const listed = (await changes.rows()).filter((text) => text.startsWith(title));
    assert.equal(listed.length, 3, 'what was refused changed nothing, so there is nothing to take back');
    const since = simulator.log.length;
    await changes.row(title).choose('Undo…');
    await editors.tab(`Plan: Undo: ${title}`).waitFor();
    await says(person, 'Sets Customer reference on 1 number');
    assert.deepEqual(writes(simulator, since), []);
    await appliesPlan(person);
    await says(person, 'Changed 1 of 1 number');
    assert.deepEqual(writes(simulator, since), [
      { ...patch, body: { customer_reference: 'MINE-1' }, status: 200 },
    ]);
    await changes.row(title).locator.filter({ hasText: 'undone' }).waitFor();
  });
});

story(
  'automatic saving keeps a draft and sends nothing; a read-only account is not written to',
  { settings: { 'files.autoSave': 'afterDelay', 'files.autoSaveDelay': 1000 } },
  async (person, { act, account }) => {
    const { editors } = person;
    const simulator = await account();
    const [number, other] = await firstNumbers(simulator);
    await signsIn(person, { key: goodKey, address: simulator.url });

    await act('a draft is shown until it is applied', async () => {
      await edits(person, number.phone_number);
      await editors.form.type(reference, 'DRAFT-1');
      await editors.form.text('This is a draft').waitFor();
      await editors.active.becomesClean();
      assert.deepEqual(writes(simulator), []);
      await editors.action('Apply Draft').waitFor();
      await person.sidebar.view('Numbers').row(other.phone_number).choose('View as JSON');
      await editors.action('Apply Draft').waitFor({ state: 'hidden' });
      await editors.tab(number.phone_number).click();
      await editors.action('Apply Draft').waitFor();
      await editors.form.button('Apply').click();
      await editors.form.text('Saved 1 change.').waitFor();
      await editors.form.text('This is a draft').waitFor({ state: 'hidden' });
      assert.deepEqual(
        writes(simulator).map(({ body }) => body),
        [{ customer_reference: 'DRAFT-1' }],
      );
    });

    await act('a discarded draft is gone', async () => {
      const since = simulator.log.length;
      await editors.form.type(reference, 'DRAFT-2');
      await editors.form.text('This is a draft').waitFor();
      await editors.active.becomesClean();
      await editors.tab(number.phone_number).close();
      await edits(person, number.phone_number);
      await editors.action('Discard Draft').waitFor();
      await holds(person, reference, 'DRAFT-2');
      await editors.form.button('Discard').click();
      await holds(person, reference, 'DRAFT-1');
      await editors.form.text('This is a draft').waitFor({ state: 'hidden' });
      assert.deepEqual(writes(simulator, since), []);
    });

    await act('a read-only account opens its numbers read-only and says why', async () => {
      const since = simulator.log.length;
      await person.runs('Telnyx: Toggle Read-Only');
      await person.statusItem('read-only').waitFor();
      await editors.form.text('read-only').waitFor();
      assert.equal(await editors.form.field(reference).isDisabled(), true);
      await edits(person, other.phone_number);
      await editors.form.text('This account is read-only here: nothing is written to it.').waitFor();
      assert.equal(await editors.form.field(reference).isDisabled(), true);
      await person.runs('Telnyx: Toggle Read-Only');
      await person.statusItem('read-only').waitFor({ state: 'hidden' });
      assert.deepEqual(writes(simulator, since), []);
    });
  },
);
