import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { samplePublicKey } from '../../src/sample/webhook-key.ts';
import { goodKey, newestNumbers, signsIn } from './lib/account.ts';
import { story } from './lib/person.ts';
import { movesToNorth } from './lib/plans.ts';
import { until } from './lib/wait.ts';

/** The server of a developer: it answers 500 once, then it is mended. */
async function ownServer() {
  let got = 0;
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      got += 1;
      response.writeHead(got === 1 ? 500 : 200).end(got === 1 ? 'no database' : 'ok');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://localhost:${String((server.address() as AddressInfo).port)}/telnyx`;
  return { url, close: () => server.close() };
}

story(
  'a person walks from a failed webhook to the change that caused it',
  { size: { width: 1400, height: 1000 } },
  async (person, { act, account }) => {
    const jobs = { startMs: 50, stepMs: 0, expireMs: 60_000 };
    const simulator = await account({ numbers: 20, auditDelayMs: 0, jobs });
    const own = await ownServer();
    const numbers = await newestNumbers(simulator);
    const name = numbers[0]?.phone_number ?? '?';
    await signsIn(person, { key: goodKey, address: simulator.url, name: 'Northwind' });
    const { sidebar, editors, quickInput } = person;
    const { form } = editors;
    await movesToNorth(person, numbers.slice(0, 12));
    await sidebar.view('Numbers').collapse();
    await sidebar.view('Billing').collapse();
    const view = sidebar.view('Webhooks');
    const delivery = editors.tab('call.test');

    await act('a new failure appears by itself, in an incident of its own', async () => {
      await view.expand();
      await view.press('Start Live Tail');
      await view.message.getByText('Live').waitFor();
      const url = 'https://hooks.northwind.example/walk';
      simulator.account.deliver({
        status: 'failed',
        httpStatus: 503,
        eventType: 'call.test',
        url,
        payload: { to: name },
      });
      const incident = view.row(/northwind\.example\/walk/);
      await incident.waitFor();
      await incident.expand();
      await view.row(/^call\.test, failed/).click();
      await delivery.waitFor();
    });
    await act('the page says why, before everything else', async () => {
      await form.text('Why attempt 1 failed').waitFor();
      assert.match(await form.locator('.why').innerText(), /it cannot serve now/);
    });
    await act('it is replayed to a server that fails first and is mended then', async () => {
      await form.button('Replay…').click();
      await form.type('URL', own.url);
      await form.button('Send').click();
      await form.text(/^HTTP 500/).waitFor();
      await form.button('Send').click();
      await form.text(/^HTTP 200/).waitFor();
    });
    await act('its signature holds', async () => {
      await delivery.click();
      await form.button('Check Signature…').click();
      await form.type('Public key', samplePublicKey);
      await form.button(/^Check$/).click();
      await form.text('The signature holds.').waitFor();
    });
    await act('it is saved as a fixture, without its signature', async () => {
      await delivery.click();
      await form.button('Save as Fixture…').click();
      await quickInput.choose(/^Mask secrets/);
      const file = join(person.workbench.dataDir, 'workspace', 'call-test.json');
      await quickInput.answerFile(file);
      await until('the file is there', () =>
        readFile(file, 'utf8').then(
          (text) => text.includes('call.test') && text.includes('••••'),
          () => false,
        ),
      );
    });
    await act('the timeline of its number ends with it, and leads to the plan', async () => {
      await delivery.click();
      await form.button('What Changed Before…').click();
      await editors.tab(`Timeline: ${name}`).waitFor();
      await form.text('What came before call.test').waitFor();
      await form.locator('.line.entry').filter({ hasText: 'Move to North' }).click();
      await editors.tab('Plan: Move to North').waitFor();
    });
    own.close();
  },
);
