import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Telnyx from 'telnyx';
import { samplePublicKey } from '../../src/sample/webhook-key.ts';
import { goodKey, signsIn } from './lib/account.ts';
import { story } from './lib/person.ts';
import { until } from './lib/wait.ts';

interface Got {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The server of a developer: it answers 500 until it is mended, which it is after the first webhook. */
async function ownServer() {
  const got: Got[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      got.push({ headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(got.length === 1 ? 500 : 200, { 'Content-Type': 'application/json' });
      response.end(got.length === 1 ? '{"error":"no database"}' : '{"ok":true}');
    })();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://localhost:${String((server.address() as AddressInfo).port)}/telnyx`;
  return { got, url, close: () => server.close() };
}

story(
  'a person replays a failed webhook and checks its signature',
  { size: { width: 1400, height: 1000 } },
  async (person, { act, account }) => {
    const simulator = await account({ numbers: 20 });
    const own = await ownServer();
    await signsIn(person, { key: goodKey, address: simulator.url, name: 'Northwind' });
    const { sidebar, editors } = person;
    await sidebar.view('Numbers').collapse();
    await sidebar.view('Billing').collapse();
    const view = sidebar.view('Webhooks');
    await view.expand();
    simulator.account.deliver({ status: 'failed', httpStatus: 503, eventType: 'call.test' });
    await view.press('Refresh');
    const failed = view.row(/^call\.test, failed/);
    await failed.waitFor();
    const { form } = editors;
    await act('a replay opens with body and headers, and sends nothing by itself', async () => {
      await failed.choose('Replay…');
      await form.text('Telnyx has no operation to send a webhook again.').waitFor();
      await form.text('made of the event').waitFor();
      assert.match(await form.field('Body').inputValue(), /"event_type":"call\.test"/);
      assert.deepEqual(own.got, []);
    });
    await act('only this machine is sent to', async () => {
      await form.type('URL', 'https://hooks.northwind.example/telnyx');
      await form.button('Send').click();
      await form.text('hooks.northwind.example is not this machine.').waitFor();
    });
    await act('the server fails first, is mended, and the same webhook passes', async () => {
      await form.type('URL', own.url);
      await form.button('Send').click();
      await form.text(/^HTTP 500 Internal Server Error/).waitFor();
      await form.text('no database').waitFor();
      await form.button('Send').click();
      await form.text(/^HTTP 200 OK/).waitFor();
      assert.equal(own.got.length, 2);
      assert.equal(own.got[0]?.body, own.got[1]?.body);
    });
    await act('it is signed with the key that is shown, as the telnyx package wants it', async () => {
      const publicKey = (await form.locator('code').first().innerText()).trim();
      const client = new Telnyx({ apiKey: 'KEY', publicKey });
      const { body = '', headers = {} } = own.got[1] ?? {};
      assert.ok(await client.webhooks.unwrap(body, { headers }));
    });
    await act('what is typed is there again after a reload, and is not sent by it', async () => {
      await form.type('Method', 'PROBE');
      await person.reloads({ tab: 'PROBE' });
      await until('the address is back', async () => (await form.field('URL').inputValue()) === own.url);
      assert.equal(await form.field('Method').inputValue(), 'PROBE');
      assert.equal(own.got.length, 2);
    });
    await act('the signature of the delivery holds with the key of the account', async () => {
      await sidebar.open();
      await view.expand();
      await failed.waitFor();
      await failed.choose('Check Webhook Signature');
      await form.text('It is not known whether the signature holds.').waitFor();
      await form.type('Public key', samplePublicKey);
      await form.button(/^Check$/).click();
      await form.text('The signature holds.').waitFor();
      await form.text('So these are the bytes that were sent.').waitFor();
    });
    await act('a changed body fails, with the reason', async () => {
      await form.field('Body').click();
      await person.presses('End');
      await person.page.keyboard.type(' changed');
      await form.button(/^Check$/).click();
      await form.text('The check fails.').waitFor();
      await form.text('The signature does not hold over this body').waitFor();
    });
    own.close();
    assert.deepEqual(
      simulator.log.filter(({ method }) => method !== 'GET'),
      [],
    );
  },
);
