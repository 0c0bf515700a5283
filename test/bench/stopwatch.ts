import type { Page } from 'playwright-core';

export interface Stopwatch {
  /** Milliseconds from the person's press to the rows; throws when they never come. */
  stop(): Promise<number>;
}

/**
 * Measures inside the page, where no message of the driver counts: from the next press of the mouse or of Enter until the
 * first row whose text matches is in the view.
 */
export async function startWatch(page: Page, title: string, rows: RegExp): Promise<Stopwatch> {
  const watch = await page.evaluateHandle(
    ([name, pattern]) => {
      const wanted = new RegExp(pattern);
      let pressed = 0;
      const press = (event: Event) => {
        if (event instanceof KeyboardEvent && event.key !== 'Enter') return;
        pressed ||= performance.now();
      };
      const there = () =>
        [...document.querySelectorAll('.sidebar .pane')]
          .filter((pane) => pane.querySelector('.pane-header .title')?.textContent === name)
          .flatMap((pane) => [...pane.querySelectorAll('.pane-body [role=treeitem]')])
          .some((row) => wanted.test(row.textContent));
      const taken = new Promise<number>((resolve) => {
        const look = () => {
          if (pressed === 0 || !there()) return;
          const now = performance.now();
          observer.disconnect();
          removeEventListener('mousedown', press, true);
          removeEventListener('keydown', press, true);
          resolve(now - pressed);
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, {
          subtree: true,
          childList: true,
          characterData: true,
          attributes: true,
        });
      });
      addEventListener('mousedown', press, true);
      addEventListener('keydown', press, true);
      return { taken };
    },
    [title, rows.source] as const,
  );
  return {
    stop: async () => {
      const never = new Promise<never>((_resolve, reject) =>
        setTimeout(() => reject(new Error(`No rows came into the view ${title}.`)), 30_000).unref(),
      );
      const taken = watch.evaluate(({ taken }) => taken);
      return Promise.race([taken, never]).finally(() => watch.dispose());
    },
  };
}
