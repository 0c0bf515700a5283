import { window, type WebviewPanel } from 'vscode';
import type { Disposable } from '../core/state/emitter.ts';

/** The open editor tabs of a kind. */
export interface Tabs extends Disposable {
  /** Fills a tab that VS Code brings back after a reload; `kept` is what its page remembered. */
  restore(panel: WebviewPanel, kept: unknown): void | Promise<void>;
}

/** Editor tabs of a kind, restored after a reload; what fills them loads with the first. */
export class LaterTabs<T extends Tabs> implements Disposable {
  readonly #load: () => Promise<T>;
  readonly #serializer: Disposable;
  #loading: Promise<T> | undefined;
  #loaded: T | undefined;

  constructor(panel: string, load: () => Promise<T>) {
    this.#load = load;
    this.#serializer = window.registerWebviewPanelSerializer(panel, {
      deserializeWebviewPanel: async (restored, kept) => (await this.load()).restore(restored, kept),
    });
  }

  /** The tabs, where anybody has asked for them. */
  get loaded(): T | undefined {
    return this.#loaded;
  }

  load(): Promise<T> {
    this.#loading ??= this.#load().then((tabs) => (this.#loaded = tabs));
    return this.#loading;
  }

  dispose(): void {
    this.#serializer.dispose();
    void this.#loading?.then((tabs) => {
      tabs.dispose();
    });
  }
}
