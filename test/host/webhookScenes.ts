import type { Scene } from './scene.ts';

/** Why webhooks fail, in the sidebar. */
export const webhookScenes: readonly Scene[] = [
  {
    name: 'incidents',
    go: async (person) => {
      const { sidebar, quickInput } = person;
      await sidebar.open();
      await sidebar.view('Numbers').collapse();
      await sidebar.view('Billing').collapse();
      const view = sidebar.view('Webhooks');
      await view.expand();
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
    go: async ({ sidebar, quickInput }) => {
      await sidebar.open();
      await sidebar.view('Numbers').collapse();
      await sidebar.view('Billing').collapse();
      const view = sidebar.view('Webhooks');
      await view.expand();
      await view.press('Filter Deliveries…');
      await quickInput.choose(/^URL, or any text/);
      await quickInput.message.getByText('Telnyx looks for').waitFor();
      await quickInput.answer('nobody.example');
      await view.welcome.getByRole('button', { name: 'Clear Filters' }).waitFor();
    },
  },
  {
    name: 'delivery',
    go: async ({ sidebar, editors }) => {
      await sidebar.open();
      await sidebar.view('Numbers').collapse();
      await sidebar.view('Billing').collapse();
      const view = sidebar.view('Webhooks');
      await view.expand();
      await view.row(/^[a-z_]+\.[a-z_]+, delivered/).click();
      await editors.form.text('Attempt 1').waitFor();
    },
  },
];
