// The table of numbers with 100,000 rows: the real view, and the real page in Chromium, which is answered as soon as VS
// Code carries a message. Counts the frames in which a person who scrolls sees rows that are not there yet.
import type { Page } from 'playwright-core';
import type { TableState } from '../../src/core/protocol/table.ts';
import { keptFrom } from '../../src/panels/tableKept.ts';
import { TableView } from '../../src/panels/tableView.ts';
import { launchBrowser } from '../host/browser.ts';
import { startSimulator } from '../simulator.ts';
import { openPage } from '../webview/lib/harness.ts';
import { openAccount } from './account.ts';
import { median, ms, type Line } from './line.ts';

const numbers = 100_000;
const frame = 1000 / 60;

/** What a person types, a keystroke at a time. */
const typed = ['+1 (312) 555', '0001', 'support', 'main trunk', '312 vip'].flatMap((text) => [
  ...Array.from(text, (_, at) => text.slice(0, at + 1)),
  '',
]);

const p95 = (figures: readonly number[]) =>
  [...figures].sort((a, b) => a - b)[Math.floor(figures.length * 0.95)] ?? NaN;

/** The table of an account that has been read whole. */
async function readTable(): Promise<{ readonly view: TableView; readonly close: () => Promise<void> }> {
  const simulator = await startSimulator({ numbers });
  const { numbers: kind } = await import('../../src/core/resources/numbers.ts');
  const { account, profile } = openAccount(simulator.url, [kind]);
  const view = new TableView({ account, profile, kept: keptFrom(undefined), key: 'bench' });
  await view.opened?.finder.settled();
  const close = async () => {
    view.dispose();
    account.dispose();
    await simulator.close();
  };
  return { view, close };
}

/** Milliseconds the extension works for each keystroke, up to the whole state for the page. */
function keystrokesInHost(view: TableView): { readonly taken: number[]; readonly states: TableState[] } {
  const run = (text: string, nth: number) => {
    const began = performance.now();
    view.search(text, nth);
    const state = view.state();
    return { state, taken: performance.now() - began };
  };
  for (const [nth, text] of typed.entries()) run(text, nth + 1);
  const all = typed.map((text, nth) => run(text, nth + 1));
  return { taken: all.map(({ taken }) => taken), states: all.map(({ state }) => state) };
}

/** Milliseconds the extension works for each window of rows that the page asks for. */
function looksInHost(view: TableView): number[] {
  return Array.from({ length: 200 }, (_, step) => {
    const from = (step * 7919) % (numbers - 700);
    const began = performance.now();
    view.see({ from, to: from + 680 });
    view.state();
    return performance.now() - began;
  });
}

/** Milliseconds the page works to show each state, layout included. */
function worksInPage(page: Page, states: readonly TableState[]): Promise<number[]> {
  return page.evaluate(async (all) => {
    const taken: number[] = [];
    for (const state of [...all, ...all]) {
      const began = performance.now();
      dispatchEvent(new MessageEvent('message', { data: { type: 'state', state } }));
      document.body.getBoundingClientRect();
      taken.push(performance.now() - began);
      await new Promise(requestAnimationFrame);
    }
    return taken.slice(all.length);
  }, states);
}

/** Milliseconds until VS Code has carried a question of the page to the extension and the answer back. */
const carried = 10;

/** Answers the page as the extension does, with made-up rows. */
async function answer(page: Page, state: TableState): Promise<void> {
  await page.evaluate(
    ([first, delay]) => {
      const [row] = first.lines.told;
      const told = (from: number, to: number) =>
        postMessage({
          type: 'state',
          state: {
            ...first,
            lines: { total: first.lines.total, from, told: Array.from({ length: to - from }, () => row) },
          },
        });
      const record = globalThis as unknown as { sent: unknown[] };
      record.sent.push = (...messages: unknown[]) => {
        const { act, detail } = messages[0] as { act: string; detail: { from: number; to: number } };
        const to = () => Math.min(detail.to, first.lines.total);
        if (act === 'look') setTimeout(() => told(detail.from, to()), delay);
        return 0;
      };
      told(0, 300);
    },
    [state, carried] as const,
  );
}

interface Scrolled {
  readonly frames: number;
  readonly blank: number;
  /** The longest run of frames with a row in sight that was not there yet. */
  readonly longest: number;
}

/** Scrolls by so many pixels a frame, or to places anywhere in the list, and looks at every frame before it is painted. */
function scrolls(page: Page, how: { readonly by: number } | { readonly jumps: number }): Promise<Scrolled> {
  return page.evaluate(async (way) => {
    const grid = document.getElementById('grid');
    if (!grid) throw new Error('There is no grid');
    const lacks = () => {
      const { top, bottom } = grid.getBoundingClientRect();
      const middle = grid.getBoundingClientRect().left + 20;
      for (let y = top + 33; y < bottom - 22; y += 22)
        if (!document.elementFromPoint(middle, y)?.closest('[data-at]')) return true;
      return false;
    };
    let [frames, blank, run, longest] = [0, 0, 0, 0];
    const look = () => {
      frames += 1;
      run = lacks() ? run + 1 : 0;
      blank += run > 0 ? 1 : 0;
      longest = Math.max(longest, run);
    };
    const next = () => new Promise(requestAnimationFrame);
    grid.scrollTop = 0;
    await next();
    for (let step = 0; step < ('by' in way ? 300 : way.jumps); step++) {
      if ('by' in way) grid.scrollTop += way.by;
      else grid.scrollTop = (grid.scrollHeight * ((step * 7919) % 1000)) / 1000;
      for (let wait = 0; wait < ('by' in way ? 1 : 12); wait++) {
        await next();
        look();
      }
    }
    return { frames, blank, longest };
  }, how);
}

const seen = ({ frames, blank, longest }: Scrolled) => `${longest} (${blank} of ${frames} frames)`;

export async function bench(): Promise<Line[]> {
  const { view, close } = await readTable();
  const browser = await launchBrowser();
  try {
    const host = keystrokesInHost(view);
    const open = await openPage(browser, { page: 'table', width: 1200, height: 800 });
    const work = await worksInPage(open.page, host.states);
    view.search('', typed.length + 1);
    const looks = looksInHost(view);
    await answer(open.page, view.state());
    await open.page.locator('[data-at="0"]').waitFor();
    const wheel = await scrolls(open.page, { by: 400 });
    const fling = await scrolls(open.page, { by: 2000 });
    const jump = await scrolls(open.page, { jumps: 40 });
    await open.page.context().close();
    const bound = (figure: number, most: number) => ({ target: `at most ${most}`, met: figure <= most });
    return [
      {
        name: `A keystroke in a table of ${numbers.toLocaleString('en')}, extension, p95`,
        value: ms(p95(host.taken)),
        target: 'at most 16 ms',
        met: p95(host.taken) <= 16,
      },
      { name: '  median', value: ms(median(host.taken)) },
      {
        name: 'The same, page with layout, p95',
        value: ms(p95(work)),
        target: 'at most one frame',
        met: p95(work) <= frame,
      },
      { name: '  median', value: ms(median(work)) },
      { name: 'A window of rows, extension, p95', value: ms(p95(looks)) },
      { name: 'Blank frames in a row, 400 px a frame', value: seen(wheel), ...bound(wheel.longest, 2) },
      { name: 'Blank frames in a row, 2,000 px a frame', value: seen(fling), ...bound(fling.longest, 2) },
      { name: 'Blank frames in a row, jumps anywhere', value: seen(jump), ...bound(jump.longest, 2) },
    ];
  } finally {
    await browser.close();
    await close();
  }
}
