import assert from 'node:assert/strict';
import { goodKey, signsIn } from './lib/account.ts';
import { story } from './lib/person.ts';
import { until } from './lib/wait.ts';

story(
  'a person sees why webhooks fail',
  { size: { width: 1280, height: 900 }, settings: { 'telnyx.webhooks.tailSeconds': 2 } },
  async (person, { act, account }) => {
    const simulator = await account({ numbers: 20 });
    await signsIn(person, { key: goodKey, address: simulator.url, name: 'Northwind' });
    const { sidebar, quickInput } = person;
    await sidebar.view('Numbers').collapse();
    await sidebar.view('Billing').collapse();
    const view = sidebar.view('Webhooks');
    await view.expand();
    await act('incidents stand above the list, with the span they were looked for in', async () => {
      await view.row(/^Incidents, \d+ in the 250 deliveries loaded, since /).waitFor();
      await view.row(/failure/).waitFor();
    });
    await act('a new failure appears by itself while the view is live', async () => {
      await view.press('Start Live Tail');
      await view.message.getByText('Live').waitFor();
      simulator.account.deliver({
        status: 'failed',
        url: 'https://new.example/hook?token=secret',
        httpStatus: 404,
        eventType: 'call.test',
      });
      await view.row(/^https:\/\/new\.example\/hook: 1 failure, first .*, HTTP 404$/).waitFor();
      await until('the count grows', async () => (await view.description()) === '251 of 2,001');
    });
    const incident = view.row(/^https:\/\/new\.example\/hook: /);
    await act('an incident unfolds into why, what to do, and its deliveries', async () => {
      await incident.expand();
      await view.row('Your server has nothing at this path.').waitFor();
      await view.row(/^Compare the path in the webhook settings/).waitFor();
      await view.row(/^call\.test, failed, HTTP 404/).waitFor();
      await incident.choose('Copy Explanation');
      await until('the explanation is copied', async () => {
        const copied = await person.page.evaluate(() => navigator.clipboard.readText());
        return /^https:\/\/new\.example\/hook: 1 failure.*\nYour server has nothing/.test(copied);
      });
      assert.doesNotMatch((await view.rows()).join('\n'), /secret/);
    });
    await act('a collapsed view asks nothing, and catches up when it is seen again', async () => {
      await view.collapse();
      const before = simulator.log.length;
      const quiet = Date.now() + 5000;
      simulator.account.deliver({ status: 'failed', url: 'https://new.example/hook', httpStatus: 404 });
      await until('more than two intervals pass', () => Promise.resolve(Date.now() > quiet));
      assert.deepEqual(simulator.log.slice(before), []);
      await view.expand();
      await view.row(/^https:\/\/new\.example\/hook: 2 failures/).waitFor();
      await view.press('Stop Live Tail');
      await view.message.waitFor({ state: 'hidden' });
    });
    await act('filters are sent to the server, add up, and are always told', async () => {
      await view.press('Filter Deliveries…');
      await quickInput.choose(/^Status/);
      await quickInput.choose(/^Failed/);
      await view.message.getByText('Failed').waitFor();
      await view.press('Filter Deliveries…');
      await quickInput.choose(/^URL, or any text/);
      await quickInput.message.getByText('Telnyx looks for').waitFor();
      await quickInput.answer('new.example');
      await view.message.getByText('Failed · attempts contain “new.example”').waitFor();
      await until('two are left', async () => (await view.description()) === '2');
      const asked = simulator.log.at(-1)?.query ?? '';
      assert.match(asked, /filter\[status\]\[eq\]=failed/);
      assert.match(asked, /filter\[attempts\]\[contains\]=new\.example/);
    });
    await act('what is in force is there again after a reload', async () => {
      await person.reloads({ tab: '"attempts":"new.example"' });
      await sidebar.open();
      await view.message.getByText('Failed · attempts contain “new.example”').waitFor();
      await until('two are left', async () => (await view.description()) === '2');
    });
    await act('nothing found is a welcome with a way back', async () => {
      await view.press('Filter Deliveries…');
      await quickInput.choose(/^URL, or any text/);
      await quickInput.message.getByText('Telnyx looks for').waitFor();
      await quickInput.answer('nobody.example');
      await view.welcome.getByRole('button', { name: 'Clear Filters' }).click();
      await until('all are back', async () => (await view.description()) === '250 of 2,002');
      await view.message.waitFor({ state: 'hidden' });
    });
    assert.deepEqual(
      simulator.log.filter(({ method }) => method !== 'GET'),
      [],
    );
  },
);
