import { config } from '@vscode/l10n';
import { render, type TemplateResult } from 'lit-html';
import type { InferOutput } from 'valibot';
import { pageData, type Acts, type ToPage } from '../../src/core/protocol/page.ts';
import './base.css';

/** What VS Code gives a page; it may be acquired once. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** Tells the extension what the person did; the detail is what the act's schema lets through. */
export type Send<A extends Acts> = <K extends keyof A & string>(
  act: K,
  ...detail: undefined extends InferOutput<A[K]> ? [InferOutput<A[K]>?] : [InferOutput<A[K]>]
) => void;

export interface Page<State, A extends Acts> {
  readonly act: Send<A>;
  /** Draws again what was last told, after something of the page's own changed. */
  redraw(): void;
  /** What this page kept when it was hidden or reloaded; undefined at first. Decode it: it may be from an older version. */
  kept(): unknown;
  /** Keeps plain data over hiding and reloading; VS Code also hands it to the serializer of a panel. */
  keep(data: unknown): void;
  /** The state last told; undefined before the first. */
  readonly state: State | undefined;
}

/** The language of the person, for `Intl`. */
export const language = (): string => {
  const told = readData(pageData.language);
  return typeof told === 'string' && Intl.NumberFormat.supportedLocalesOf(told).length > 0 ? told : 'en';
};

/**
 * Starts the one page of this document: words first, then `ready`, then a drawing for every state that arrives.
 * The extension holds the truth; the page holds only how it is looked at.
 */
export function startPage<State, A extends Acts>(
  draw: (state: State, page: Page<State, A>) => TemplateResult,
): Page<State, A> {
  const api = acquireVsCodeApi();
  const root = document.querySelector('main');
  if (!root) throw new Error('The page has no main element');
  config({ contents: JSON.stringify(readData(pageData.words) ?? {}) });
  let state: State | undefined;
  const page: Page<State, A> = {
    act: (act, ...[detail]) => {
      api.postMessage({ type: 'act', act, detail });
    },
    redraw: () => {
      if (state !== undefined) render(draw(state, page), root);
    },
    kept: () => api.getState(),
    keep: (data) => {
      api.setState(data);
    },
    get state() {
      return state;
    },
  };
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (!isState<State>(event.data)) return;
    state = event.data.state;
    page.redraw();
  });
  api.postMessage({ type: 'ready' });
  return page;
}

/** Only the extension can post here; both ends come from one build, so its state is what the protocol says. */
function isState<State>(message: unknown): message is ToPage<State> {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'state';
}

function readData(id: string): unknown {
  const text = document.getElementById(id)?.textContent;
  return text ? JSON.parse(text) : undefined;
}
