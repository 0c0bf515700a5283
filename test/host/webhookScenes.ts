import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Person } from '../e2e/lib/person.ts';
import type { Row, View } from '../e2e/lib/sidebar.ts';
import type { Scene } from './scene.ts';

/** The Webhooks view, with nothing else open beside it. */
async function webhooks({ sidebar }: Person): Promise<View> {
  await sidebar.open();
  await sidebar.view('Numbers').collapse();
  await sidebar.view('Billing').collapse();
  const view = sidebar.view('Webhooks');
  await view.expand();
  return view;
}

/** Has the server of a developer run on this machine, where the page proposes one: it fails once and is mended then. */
async function besideOwnServer(acts: () => Promise<void>): Promise<void> {
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    response.writeHead(asked === 1 ? 500 : 200, { 'Content-Type': 'application/json' });
    response.end(asked === 1 ? '{"error":"no database"}' : '{"ok":true,"call":"stored"}');
  }).listen(3000, '127.0.0.1');
  await once(server, 'listening');
  try {
    await acts();
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

async function aFailedDelivery(person: Person): Promise<Row> {
  const { quickInput } = person;
  const view = await webhooks(person);
  await view.press('Filter Deliveries…');
  await quickInput.choose(/^Status/);
  await quickInput.choose(/^Failed/);
  await view.message.getByText('Failed').waitFor();
  return view.row(/^call\.\w+, failed, HTTP/);
}

/** Why webhooks fail, in the sidebar. */
export const webhookScenes: readonly Scene[] = [
  {
    name: 'incidents',
    go: async (person) => {
      const { quickInput } = person;
      const view = await webhooks(person);
      await view.press('Filter Deliveries…');
      await quickInput.choose(/^Time/);
      await quickInput.choose(/^last 24 h/);
      await view.message.getByText('last 24 h').waitFor();
      await view.press('Start Live Tail');
      await view.message.getByText('Live · last 24 h').waitFor();
      await view.row(/: \d+ failures/).expand();
      await view.row(/^Check its health|^Look into/).waitFor();
    },
  },
  {
    name: 'deliveries-none',
    go: async (person) => {
      const { quickInput } = person;
      const view = await webhooks(person);
      await view.press('Filter Deliveries…');
      await quickInput.choose(/^URL, or any text/);
      await quickInput.message.getByText('Telnyx looks for').waitFor();
      await quickInput.answer('nobody.example');
      await view.welcome.getByRole('button', { name: 'Clear Filters' }).waitFor();
    },
  },
  {
    name: 'delivery',
    published: 'dark',
    go: async (person) => {
      const { sidebar, editors } = person;
      const delivery = await aFailedDelivery(person);
      const incident = sidebar.view('Webhooks').row(/northwind.*: \d+ failures.*, HTTP 503$/);
      await incident.expand();
      await sidebar
        .view('Webhooks')
        .row(/^Check its health/)
        .waitFor();
      await delivery.click();
      await editors.form.text(/^Why attempt \d failed/).waitFor();
    },
  },
  {
    name: 'delivery-delivered',
    go: async (person) => {
      const { editors } = person;
      const view = await webhooks(person);
      await view.row(/^[a-z_]+\.[a-z_]+, delivered/).click();
      await editors.form.text('Attempt 1').waitFor();
    },
  },
  {
    name: 'replay',
    published: 'dark',
    go: (person) =>
      besideOwnServer(async () => {
        await (await aFailedDelivery(person)).choose('Replay…');
        const { form } = person.editors;
        await form.text('Telnyx has no operation').waitFor();
        await form.button('Send').click();
        await form.text('HTTP 500 Internal Server Error').waitFor();
        await form.button('Send').click();
        await form.text('HTTP 200 OK').waitFor();
      }),
  },
  {
    name: 'replay-refused',
    go: async (person) => {
      await (await aFailedDelivery(person)).choose('Replay…');
      const { form } = person.editors;
      await form.text('Telnyx has no operation').waitFor();
      await form.type('URL', 'http://localhost:1/telnyx/calls');
      await form.button('Send').click();
      await form.text('Nothing listens at localhost:1.').waitFor();
    },
  },
  {
    name: 'signature',
    go: async (person) => {
      await (await aFailedDelivery(person)).choose('Check Webhook Signature');
      await person.editors.form.text('So these are the bytes that were sent.').waitFor();
    },
  },
];
