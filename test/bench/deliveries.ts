// Opening the page of a delivery beside its request sent alone, and what the live tail asks for; counted by the simulator.
import { setTimeout as sleep } from 'node:timers/promises';
import { deliveries } from '../../src/core/resources/deliveries.ts';
import { collectionOf } from '../../src/core/state/collection.ts';
import { tailOf } from '../../src/core/state/tail.ts';
import { DeliveryView } from '../../src/panels/deliveryView.ts';
import { launchBrowser } from '../host/browser.ts';
import { startSimulator, type Simulator } from '../simulator.ts';
import { openPage, type OpenPage } from '../webview/lib/harness.ts';
import { apiKey, openAccount } from './account.ts';
import { median, ms, spread, type Line } from './line.ts';

const latency = 150;
const rounds = 15;

/** As often as nobody would look: a tail that asks too often shows soon. */
const interval = 250;
const watched = 20;

/** An account at the simulator whose kinds are deliveries alone, with its list read. */
async function openDeliveries({ url }: Simulator) {
  const opened = openAccount(url, [deliveries]);
  const list = collectionOf(opened.session, deliveries);
  await list.load();
  return { ...opened, list };
}

type Opened = Awaited<ReturnType<typeof openDeliveries>>;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Until the whole answer is here, with nothing around it. */
const alone = ({ url }: Simulator, id: string) =>
  timed(async () => {
    const answer = await fetch(`${url}/webhook_deliveries/${id}`, {
      headers: { authorization: `Bearer ${apiKey}` },
    });
    await answer.json();
  });

/** Until the page has drawn what the request told; VS Code's own work for a tab is no part of it. */
function opens({ account, profile }: Opened, page: OpenPage, id: string): Promise<number> {
  return timed(async () => {
    const view = new DeliveryView({ account, profile, id });
    await new Promise<void>((resolve) => {
      view.onDidChange(() => {
        if (!view.state().busy) resolve();
      });
    });
    await page.tell(view.state());
    view.dispose();
  });
}

async function opening(simulator: Simulator, opened: Opened): Promise<Line[]> {
  const browser = await launchBrowser();
  const page = await openPage(browser, { page: 'delivery' });
  const [requests, pages]: [number[], number[]] = [[], []];
  let asked = 0;
  for (const { id } of opened.list.listing.rows.slice(0, rounds)) {
    requests.push(await alone(simulator, id));
    const before = simulator.log.length;
    pages.push(await opens(opened, page, id));
    asked = Math.max(asked, simulator.log.length - before);
  }
  await page.close();
  await browser.close();
  const added = median(pages) - median(requests);
  return [
    { name: `The request for one delivery at ${latency} ms latency`, value: spread(requests) },
    {
      name: `Opening its page, until it is drawn (${pages.length} times)`,
      value: `${spread(pages)}, ${ms(added)} more`,
      target: 'at most 100 ms more',
      met: added <= 100,
    },
    { name: '  requests for it, at most', value: String(asked), target: 'at most 1', met: asked <= 1 },
  ];
}

/** Looks of the tail while a delivery arrives before each, so that it never slackens; then unseen, then seen again. */
async function tailing(simulator: Simulator, { session, list }: Opened): Promise<Line[]> {
  const tail = tailOf(session);
  const count = async (milliseconds: number) => {
    const before = simulator.log.length;
    const arriving = setInterval(() => simulator.account.deliver(), interval / 2);
    await sleep(milliseconds);
    clearInterval(arriving);
    return simulator.log.length - before;
  };
  tail.see(true);
  tail.start(() => interval);
  const began = performance.now();
  const seen = await count(watched * interval);
  const intervals = Math.ceil((performance.now() - began) / interval);
  tail.see(false);
  // A look that is under way ends.
  await sleep(2 * latency);
  const unseen = await count(watched * interval);
  const known = list.listing.rows.length;
  tail.see(true);
  const back = await count(2 * (interval + latency));
  const caught = list.listing.rows.length - known;
  tail.stop();
  return [
    {
      name: `Live tail, in ${intervals} intervals of ${interval} ms`,
      value: `${seen} requests`,
      target: `1 to ${intervals}`,
      met: seen >= 1 && seen <= intervals,
    },
    { name: '  out of sight as long', value: `${unseen} requests`, target: '0', met: unseen === 0 },
    {
      name: '  in sight again',
      value: `${back} requests, ${caught} deliveries caught up with`,
      target: `at least ${watched}`,
      met: caught >= watched,
    },
  ];
}

export async function bench(): Promise<Line[]> {
  const simulator = await startSimulator({ numbers: 20, latencyMs: latency, seed: 7 });
  const opened = await openDeliveries(simulator);
  const lines = [...(await opening(simulator, opened)), ...(await tailing(simulator, opened))];
  opened.account.dispose();
  opened.session.dispose();
  await simulator.close();
  return lines;
}
