import { randomBytes } from 'node:crypto';
import { env, l10n, Uri, type Webview } from 'vscode';
import { pageHtml } from '../core/protocol/html.ts';
import type { Act, ActHandlers, Acts, ToPage } from '../core/protocol/page.ts';
import { receive } from '../core/protocol/receive.ts';
import type { Disposable } from '../core/state/emitter.ts';

/** Where a page stands: a panel or a custom editor. */
export interface PageHost {
  readonly webview: Webview;
  readonly visible: boolean;
}

export interface PageParts<State, A extends Acts> {
  /** The name of its bundle, e.g. `charges` for `dist/pages/charges.js`. */
  readonly page: string;
  readonly title: string;
  readonly extensionUri: Uri;
  readonly acts: A;
  readonly handlers: ActHandlers<A>;
  /** The whole state to draw, asked for whenever it is sent. */
  readonly state: () => State;
  /** Hears what a handler throws. */
  readonly onFailure: (failure: unknown) => void;
  /** Hears of messages that fit no act; they are dropped. The text holds nothing the page sent. */
  readonly log: (text: string) => void;
}

export interface ConnectedPage extends Disposable {
  /** Sends the state again, if anyone is looking; a hidden page asks when it is shown. */
  update(): void;
}

/**
 * Fills a webview with a page and answers it: the whole state on `ready` and on every `update()`, and each act to
 * its handler after its schema accepted it. Dispose it with the panel.
 */
export function connectPage<State, A extends Acts>(
  host: PageHost,
  parts: PageParts<State, A>,
): ConnectedPage {
  const { webview } = host;
  let ready = false;
  const send = () => {
    const message: ToPage<State> = { type: 'state', state: parts.state() };
    // A page that went away meanwhile asks again when it is back.
    void Promise.resolve(webview.postMessage(message)).catch(() => undefined);
  };
  const listener = webview.onDidReceiveMessage((message: unknown) => {
    const received = receive(parts.acts, message);
    if (!received) {
      parts.log(`The page "${parts.page}" sent something that fits none of its acts; it was dropped.`);
    } else if (received.type === 'ready') {
      ready = true;
      send();
    } else {
      void perform(parts, received);
    }
  });
  fill(webview, parts);
  return {
    update: () => {
      if (ready && host.visible) send();
    },
    dispose: () => {
      ready = false;
      listener.dispose();
    },
  };
}

async function perform<State, A extends Acts>(
  parts: PageParts<State, A>,
  { act, detail }: Act<A>,
): Promise<void> {
  try {
    await parts.handlers[act](detail);
  } catch (failure) {
    parts.onFailure(failure);
  }
}

function fill<State, A extends Acts>(webview: Webview, parts: PageParts<State, A>): void {
  const folder = Uri.joinPath(parts.extensionUri, 'dist', 'pages');
  const file = (name: string) => webview.asWebviewUri(Uri.joinPath(folder, name)).toString();
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.html = pageHtml({
    title: parts.title,
    language: env.language,
    words: l10n.bundle ?? {},
    nonce: randomBytes(16).toString('base64url'),
    cspSource: webview.cspSource,
    script: file(`${parts.page}.js`),
    style: file(`${parts.page}.css`),
  });
}
