import assert from 'node:assert/strict';
import type { Simulator } from '../simulator.ts';
import { asksElsewhere, goodKey, newestNumbers, signsIn, writes } from './lib/account.ts';
import { story, type Person } from './lib/person.ts';
import { until } from './lib/wait.ts';

/** Brings a tab of the form to the front with the mouse. */
async function turnsTo({ editors }: Person, section: string): Promise<void> {
  await editors.form.locator(`[role=tab]:has-text("${section}")`).click();
}

/** Puts the focus on the tab in front, then goes on by so many tabs with the arrow keys. */
async function arrowsTo(person: Person, section: string): Promise<void> {
  const { frame } = person.editors.form;
  await frame.getByRole('tab', { selected: true }).focus();
  await until(`${section} is in front`, async () => {
    const front = await frame.getByRole('tab', { selected: true }).innerText();
    if (front.includes(section)) return true;
    await person.presses('ArrowRight');
    return false;
  });
}

async function saves(person: Person, words: string | RegExp): Promise<void> {
  await person.editors.save();
  await person.editors.form.text(words).waitFor();
  await person.editors.active.becomesClean();
}

/** The paths that were asked for since the log had so many entries. */
const reads = (simulator: Simulator, since: number) =>
  simulator.log
    .slice(since)
    .filter(({ method }) => method === 'GET')
    .map(({ path }) => path);

/** Waits until everything that was to be written was written. */
async function wrote(simulator: Simulator, since: number, expected: readonly object[]): Promise<void> {
  await until('it is written', () => Promise.resolve(writes(simulator, since).length >= expected.length));
  assert.deepEqual(writes(simulator, since), expected);
}

story(
  'a person changes what the sections of a number hold, each by one request',
  { size: { width: 1280, height: 1000 } },
  async (person, { act, account }) => {
    const { sidebar, editors } = person;
    const simulator = await account({ emergencyMs: 2000 });
    const numbers = await newestNumbers(simulator);
    const number = numbers.find(
      ({ tags, emergency_enabled: enabled, country_iso_alpha2: country }) =>
        tags.length > 0 && !enabled && country === 'US',
    );
    assert.ok(number);
    const path = `/v2/phone_numbers/${number.id}`;
    await signsIn(person, { key: goodKey, address: simulator.url });

    await act('opening a number reads it, its voice and its messaging, side by side', async () => {
      const since = simulator.log.length;
      const row = sidebar.view('Numbers').row(number.phone_number);
      await row.reveal();
      await row.choose('Edit Settings');
      await editors.form.field('Customer reference').waitFor();
      assert.deepEqual(
        [path, `${path}/voice`, `${path}/messaging`].filter((one) => !reads(simulator, since).includes(one)),
        [],
      );
    });

    await act('voice is saved by a request of its own, reached by the keyboard alone', async () => {
      const since = simulator.log.length;
      await arrowsTo(person, 'Voice');
      await editors.form.field('Translated number').focus();
      await person.page.keyboard.type('4420');
      await editors.active.becomesDirty();
      await editors.form.text('1 changed').waitFor({ state: 'attached' });
      await saves(person, 'Saved 1 change.');
      await wrote(simulator, since, [
        { method: 'PATCH', path: `${path}/voice`, body: { translated_number: '4420' }, status: 200 },
      ]);
    });

    await act('the messaging profile is chosen by its name, and sent as its id', async () => {
      const since = simulator.log.length;
      const profiles = await asksElsewhere<readonly { id: string; name: string }[]>(
        simulator,
        '/messaging_profiles?page[size]=250',
      );
      const { messaging_profile_id: held } = await asksElsewhere<{ messaging_profile_id: string | null }>(
        simulator,
        `/phone_numbers/${number.id}/messaging`,
      );
      const profile = profiles.find(({ id, name }) => id !== held && /^[\w ]+$/.test(name));
      assert.ok(profile);
      await turnsTo(person, 'Messaging');
      await editors.form.type('Messaging profile', profile.name);
      await editors.form.frame.getByRole('option', { name: profile.name }).first().click();
      await editors.active.becomesDirty();
      await saves(person, 'Saved 1 change.');
      await wrote(simulator, since, [
        {
          method: 'PATCH',
          path: `${path}/messaging`,
          body: { messaging_profile_id: profile.id },
          status: 200,
        },
      ]);
    });

    await act('the deletion lock goes by a job of one number, which is followed to its end', async () => {
      const since = simulator.log.length;
      await turnsTo(person, 'General');
      const lock = editors.form.field('Deletion lock');
      const locked = await lock.isChecked();
      await lock.click();
      await editors.active.becomesDirty();
      await saves(person, 'Saved 1 change.');
      await wrote(simulator, since, [
        {
          method: 'POST',
          path: '/v2/phone_numbers/jobs/update_phone_numbers',
          body: { phone_numbers: [number.id], deletion_lock_enabled: !locked },
          status: 202,
        },
      ]);
      assert.ok(reads(simulator, since).some((one) => /\/phone_numbers\/jobs\/[\w-]+$/.test(one)));
    });

    await act('tags are completed from those of the account', async () => {
      const [tag = ''] = numbers
        .flatMap(({ tags }) => tags)
        .filter((one) => /^[a-z]+$/.test(one) && !number.tags.includes(one));
      const since = simulator.log.length;
      await editors.form.field('Add to Tags').click();
      await person.page.keyboard.type(tag.slice(0, 2));
      await editors.form.frame.getByRole('option', { name: tag, exact: true }).click();
      await editors.active.becomesDirty();
      await saves(person, 'Saved 1 change.');
      await wrote(simulator, since, [
        { method: 'PATCH', path, body: { tags: [...number.tags, tag] }, status: 200 },
      ]);
      assert.ok(simulator.log.some((one) => one.path === '/v2/user_tags'));
    });

    await act(
      'emergency calling is switched on at an address, and followed until it is provisioned',
      async () => {
        const addresses = await asksElsewhere<readonly Address[]>(simulator, '/addresses?page[size]=250');
        const address = addresses.find(({ country_code: code }) => code === number.country_iso_alpha2);
        assert.ok(address);
        const since = simulator.log.length;
        await turnsTo(person, 'Emergency');
        await editors.form.field('Emergency calling').click();
        await editors.form.type('Emergency address', address.street_address);
        await editors.form.frame.getByRole('option', { name: address.street_address }).first().click();
        await editors.active.becomesDirty();
        await saves(person, 'Saved 2 changes.');
        const [sent] = writes(simulator, since);
        assert.deepEqual(
          [sent?.method, sent?.path, sent?.body],
          [
            'POST',
            `${path}/actions/enable_emergency`,
            { emergency_enabled: true, emergency_address_id: address.id },
          ],
        );
        assert.equal(writes(simulator, since).length, 1);
        const { emergency } = await asksElsewhere<{ emergency: { emergency_status: string } }>(
          simulator,
          `/phone_numbers/${number.id}/voice`,
        );
        assert.equal(emergency.emergency_status, 'active');
      },
    );

    await act('a bundle, which Telnyx never tells, is put in and taken out by a call each', async () => {
      const since = simulator.log.length;
      await turnsTo(person, 'Bundle');
      await editors.form.field('Bundle').click();
      await person.page.keyboard.type('bundle-1');
      await editors.active.becomesDirty();
      await editors.save();
      await editors.active.becomesClean();
      await editors.form.button('Set to None').click();
      await editors.active.becomesDirty();
      await editors.save();
      await editors.active.becomesClean();
      const change = { method: 'PATCH', path: `${path}/actions/bundle_status_change`, status: 200 };
      await wrote(simulator, since, [
        { ...change, body: { bundle_id: 'bundle-1' } },
        { ...change, body: { bundle_id: null } },
      ]);
    });
  },
);

interface Address {
  readonly id: string;
  readonly street_address: string;
  readonly country_code: string;
}

interface Mobile {
  readonly id: string;
  readonly phone_number: string;
}

story(
  'a person edits a mobile number, whose messaging nobody can change',
  {},
  async (person, { act, account }) => {
    const { sidebar, editors } = person;
    const simulator = await account();
    const [mobile] = await asksElsewhere<readonly Mobile[]>(simulator, '/mobile_phone_numbers');
    assert.ok(mobile);
    const path = `/v2/mobile_phone_numbers/${mobile.id}`;
    await signsIn(person, { key: goodKey, address: simulator.url });

    await act('it is found in its folder and opened with Enter', async () => {
      const since = simulator.log.length;
      const folder = sidebar.view('Numbers').row(/^Mobile/);
      await folder.reveal();
      await folder.expand();
      const row = sidebar.view('Numbers').row(mobile.phone_number);
      await row.reveal();
      await row.choose('Edit Settings');
      await editors.form.field('Customer reference').waitFor();
      assert.deepEqual(
        [path, `${path}/messaging`].filter((one) => !reads(simulator, since).includes(one)),
        [],
      );
    });

    await act('what was changed is sent, and nothing else', async () => {
      const since = simulator.log.length;
      await editors.form.type('Customer reference', 'MOBILE-7');
      await editors.active.becomesDirty();
      await saves(person, 'Saved 1 change.');
      await wrote(simulator, since, [
        { method: 'PATCH', path, body: { customer_reference: 'MOBILE-7' }, status: 200 },
      ]);
    });

    await act('its messaging is shown without a field to type in', async () => {
      await arrowsTo(person, 'Messaging');
      await editors.form.text('Telnyx offers no way to change the messaging of a mobile number.').waitFor();
      assert.equal(await editors.form.locator('[role=tabpanel]:visible input').count(), 0);
    });

    await act('after a reload it is found again by its number alone', async () => {
      const since = simulator.log.length;
      await person.reloads({ tab: mobile.phone_number.slice(1) });
      await editors.tab(mobile.phone_number).waitFor();
      await editors.form.frame.getByRole('tab', { name: 'General' }).waitFor();
      await until('the list of mobile messaging is asked', () =>
        Promise.resolve(reads(simulator, since).includes('/v2/mobile_phone_numbers/messaging')),
      );
    });
  },
);
