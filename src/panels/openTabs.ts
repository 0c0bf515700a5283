import { safeParse, type GenericSchema } from 'valibot';
import type { WebviewPanel } from 'vscode';
import { visible } from '../core/model/text.ts';
import type { Acts } from '../core/protocol/page.ts';
import type { Disposable, Event } from '../core/state/emitter.ts';
import { connectPage, type PageParts } from '../host/page.ts';

/** What a tab shows. It ends with its tab. */
export interface TabView extends Disposable {
  /** What is shown, or the words of the tab, are others than before. */
  readonly onDidChange: Event<void>;
}

export interface OpenTab<View> {
  readonly panel: WebviewPanel;
  readonly view: View;
}

/** What pages of all kinds have in common. */
export type PageSurroundings = Pick<PageParts<unknown, Acts>, 'extensionUri' | 'onFailure' | 'log'>;

type OwnParts<State, A extends Acts> = Omit<PageParts<State, A>, keyof PageSurroundings> & {
  /** The words of the tab; they may hold what others wrote. */
  readonly name: () => string;
};

/** What a tab kept over a reload. Where it is of no use the tab is closed: better none than one about nothing. */
export function keptBy<T>(
  panel: WebviewPanel,
  schema: GenericSchema<unknown, T>,
  kept: unknown,
): T | undefined {
  const decoded = safeParse(schema, kept);
  if (decoded.success) return decoded.output;
  panel.dispose();
  return undefined;
}

/** The open tabs of a kind, each with its page and what stands behind it. */
export class OpenTabs<View extends TabView> implements Disposable {
  readonly #surroundings: PageSurroundings;
  readonly #open = new Set<OpenTab<View>>();

  constructor({ extensionUri, onFailure, log }: PageSurroundings) {
    this.#surroundings = { extensionUri, onFailure, log };
  }

  get all(): readonly OpenTab<View>[] {
    return [...this.#open];
  }

  find(matches: (view: View) => boolean): OpenTab<View> | undefined {
    return this.all.find(({ view }) => matches(view));
  }

  /** Fills a tab; from now on it follows its view, and the view ends when the tab is closed. */
  fill<State, A extends Acts>(panel: WebviewPanel, view: View, { name, ...page }: OwnParts<State, A>): void {
    const connected = connectPage<State, A>(panel, { ...this.#surroundings, ...page });
    const entitle = () => {
      panel.title = visible(name());
    };
    const listening = view.onDidChange(() => {
      entitle();
      connected.update();
    });
    entitle();
    const open = { panel, view };
    this.#open.add(open);
    panel.onDidDispose(() => {
      this.#open.delete(open);
      for (const part of [listening, connected, view]) part.dispose();
    });
  }

  dispose(): void {
    for (const { panel } of this.all) panel.dispose();
  }
}
