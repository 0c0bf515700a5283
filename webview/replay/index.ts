import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type {
  DraftText,
  ReplayActs,
  ReplayPage,
  SendText,
  StepText,
} from '../../src/core/protocol/replay.ts';
import { Draft } from '../lib/draft.ts';
import { icons } from '../lib/icons.ts';
import { startPage, type Page } from '../lib/page.ts';
import { banner, loadingBar } from '../lib/pieces.ts';
import { plainLines, typedIn } from '../lib/plainText.ts';
import { button, choice } from '../lib/toolkit.ts';
import '../lib/sheet.css';
import './replay.css';

type Replay = Page<ReplayPage, ReplayActs>;

const typing = new Draft<DraftText>();

startPage<ReplayPage, ReplayActs>((state, page) => {
  page.keep(state.restore);
  const draft = typing.shown(state);
  const change = (part: Partial<DraftText>) => {
    page.act('edit', typing.type({ ...draft, ...part }));
    page.redraw();
  };
  const form = { state, draft, change, page };
  return html`
    ${state.sending ? loadingBar(t('Sending…')) : nothing}
    <header>
      <h1><bdi>${state.title}</bdi></h1>
      <p class="muted"><bdi>${state.account}</bdi></p>
    </header>
    <p class="about">
      ${t('Telnyx has no operation to send a webhook again. This sends a copy from your machine to a server of yours; Telnyx does not learn of it.')}
    </p>
    ${target(form)} ${results(state, page)} ${signature(form)} ${headers(form)} ${body(form)}
    <ul class="notes muted">
      ${state.notes.map((note) => html`<li><bdi>${note}</bdi></li>`)}
    </ul>
  `;
});

interface Form {
  readonly state: ReplayPage;
  readonly draft: DraftText;
  readonly change: (part: Partial<DraftText>) => void;
  readonly page: Replay;
}

function complaint(
  { complaints }: ReplayPage,
  at: ReplayPage['complaints'][number]['at'],
): string | undefined {
  return complaints.find((one) => one.at === at)?.sentence;
}

const complaintAt = (id: string, sentence: string | undefined) =>
  sentence === undefined
    ? nothing
    : html`<p id=${id} class="complaint" role="alert"><bdi>${sentence}</bdi></p>`;

function target({ state, draft, change, page }: Form): TemplateResult {
  const [method, url] = [complaint(state, 'method'), complaint(state, 'url')];
  const send = () => page.act('send', typing.type(draft));
  return html`<div
      class="target"
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement && !state.sending) send();
      }}
    >
      <input
        class="field method"
        aria-label=${t('Method')}
        aria-invalid=${method === undefined ? nothing : 'true'}
        aria-describedby="target-wrong"
        maxlength="40"
        .value=${live(draft.method)}
        @input=${typedIn((text) => change({ method: text }))}
      />
      <input
        id="url"
        class="field url"
        aria-label=${t('URL')}
        aria-invalid=${url === undefined ? nothing : 'true'}
        aria-describedby="target-wrong"
        maxlength="8000"
        spellcheck="false"
        .value=${live(draft.url)}
        @input=${typedIn((text) => change({ url: text }))}
      />
      ${
        state.sending
          ? button({ label: t('Stop'), onClick: () => page.act('stop') })
          : button({ kind: 'primary', label: t('Send'), once: true, onClick: send })
      }
    </div>
    <div id="target-wrong">${complaintAt('method-wrong', method)} ${complaintAt('url-wrong', url)}</div>
    <p class="muted">
      ${t('Sends to this machine only (localhost). Other hosts have to be named in the settings.')}
      <button type="button" class="link" @click=${() => page.act('allow')}>${t('Open Setting')}</button>
    </p>`;
}

function signature({ state, draft, change, page }: Form): TemplateResult {
  return html`<section aria-labelledby="signature">
    <h2 id="signature">${t('Signature')}</h2>
    ${choice({
      id: 'signing',
      label: t('Signature'),
      value: draft.signing,
      options: [
        { value: 'original', label: t('Keep that of Telnyx') },
        { value: 'test', label: t('Sign with the test key of this machine') },
        { value: 'none', label: t('Leave it out') },
      ],
      onChange: (value) => {
        const signing = (['original', 'test', 'none'] as const).find((one) => one === value);
        if (signing) change({ signing });
      },
    })}
    ${
      state.testKey === undefined
        ? nothing
        : html`<p class="key">
            <span class="muted">${t('Public key')}</span> <code>${state.testKey}</code>
            ${button({ label: t('Copy Public Key'), onClick: () => page.act('copyKey') })}
          </p>`
    }
  </section>`;
}

function headers({ state, draft, change }: Form): TemplateResult {
  const all = draft.headers;
  const put = (at: number, part: Partial<DraftText['headers'][number]>) =>
    change({ headers: all.map((header, place) => (place === at ? { ...header, ...part } : header)) });
  return html`<section aria-labelledby="headers">
    <h2 id="headers">${t('Headers')}</h2>
    <ul class="headers">
      ${all.map(({ name, value }, at) => {
        const wrong = complaint(state, at);
        const described = wrong === undefined ? undefined : `header-${String(at)}-wrong`;
        return html`<li>
          ${headerInput({ label: t('Name of header {0}', at + 1), most: 1000, text: name, described, take: (text) => put(at, { name: text }) })}
          ${headerInput({ label: t('Value of header {0}', at + 1), most: 20_000, text: value, described, take: (text) => put(at, { value: text }) })}
          ${button({
            kind: 'icon',
            label: t('Remove header {0}', at + 1),
            drawing: icons.close(),
            onClick: () => change({ headers: all.filter((_, place) => place !== at) }),
          })}
          ${complaintAt(`header-${String(at)}-wrong`, wrong)}
        </li>`;
      })}
    </ul>
    ${button({
      label: t('Add Header'),
      disabled: all.length >= 200,
      onClick: () => change({ headers: [...all, { name: '', value: '' }] }),
    })}
  </section>`;
}

interface HeaderInput {
  readonly label: string;
  readonly most: number;
  readonly text: string;
  /** The id of what is wrong with the header. */
  readonly described: string | undefined;
  readonly take: (text: string) => void;
}

function headerInput({ label, most, text, described, take }: HeaderInput): TemplateResult {
  return html`<input
    class="field"
    aria-label=${label}
    aria-invalid=${described === undefined ? nothing : 'true'}
    aria-describedby=${described ?? nothing}
    maxlength=${most}
    spellcheck="false"
    .value=${live(text)}
    @input=${typedIn(take)}
  />`;
}

function body({ state, draft, change, page }: Form): TemplateResult {
  const wrong = complaint(state, 'body');
  return html`<section aria-labelledby="body">
    <h2 id="body">${t('Body')}</h2>
    <textarea
      class="field"
      aria-labelledby="body"
      aria-invalid=${wrong === undefined ? nothing : 'true'}
      aria-describedby=${wrong === undefined ? nothing : 'body-wrong'}
      rows="10"
      maxlength="2000000"
      spellcheck="false"
      .value=${live(draft.body)}
      @input=${typedIn((text) => change({ body: text }))}
    ></textarea>
    ${complaintAt('body-wrong', wrong)}
    ${state.canReset ? button({ label: t('Back to the Original'), onClick: () => page.act('reset') }) : nothing}
  </section>`;
}

function results(
  { sends, chosen, steps, problem }: ReplayPage,
  page: Replay,
): TemplateResult | typeof nothing {
  if (sends.length === 0) return nothing;
  return html`<section aria-labelledby="sent">
    <h2 id="sent">${t('Sent')}</h2>
    <ol class="sends">
      ${sends.map((one) => sent(one, one.id === chosen, page))}
    </ol>
    <div aria-live="polite">
      ${problem === undefined ? nothing : banner({ tone: 'warning', sentence: problem })} ${steps.map(step)}
    </div>
  </section>`;
}

function sent({ id, tone, words }: SendText, chosen: boolean, page: Replay): TemplateResult {
  return html`<li class=${tone}>
    <button type="button" aria-pressed=${chosen ? 'true' : 'false'} @click=${() => page.act('choose', id)}>
      ${tone === 'good' ? icons.check() : icons.error()} ${words}
    </button>
  </li>`;
}

const headerList = (all: StepText['headers']) =>
  html`<dl>
    ${all.map(
      ({ name, value }) =>
        html`<dt><bdi>${name}</bdi></dt>
          <dd><bdi>${value}</bdi></dd>`,
    )}
  </dl>`;

function step({ line, status, headers: received, sent: gone, body: answer }: StepText): TemplateResult {
  return html`<article>
    <p class="line"><bdi>${line}</bdi></p>
    <p class="status"><bdi>${status ?? t('No answer came.')}</bdi></p>
    <details>
      <summary>${t('Headers sent ({0})', gone.length)}</summary>
      ${headerList(gone)}
    </details>
    ${
      status === undefined
        ? nothing
        : html`<details>
            <summary>${t('Headers of the answer ({0})', received.length)}</summary>
            ${headerList(received)}
          </details>`
    }
    ${
      answer === undefined
        ? nothing
        : html`<p class="muted">${answer.note}</p>
            ${
              answer.text === undefined
                ? nothing
                : html`<pre
                    tabindex="0"
                    aria-label=${t('Body of the answer')}
                  ><bdi>${plainLines(answer.text)}</bdi></pre>`
            }`
    }
  </article>`;
}
