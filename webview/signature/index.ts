import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type {
  SignatureActs,
  SignatureDraft,
  SignaturePage,
  SignatureResultText,
} from '../../src/core/protocol/signature.ts';
import { Draft } from '../lib/draft.ts';
import { icons } from '../lib/icons.ts';
import { startPage, type Page } from '../lib/page.ts';
import { typedIn } from '../lib/plainText.ts';
import { button, checkbox } from '../lib/toolkit.ts';
import '../lib/sheet.css';
import './signature.css';

type Signature = Page<SignaturePage, SignatureActs>;

const typing = new Draft<SignatureDraft>();

/** Pages of Telnyx that show the same check in other languages. */
const documented = [
  ['Python', 'https://developers.telnyx.com/docs/development/sdk/python/webhooks'],
  ['Ruby', 'https://developers.telnyx.com/docs/development/sdk/ruby/webhooks'],
] as const;

startPage<SignaturePage, SignatureActs>((state, page) => {
  page.keep(state.restore);
  const draft = typing.shown(state);
  const change = (part: Partial<SignatureDraft>) => {
    page.act('edit', typing.type({ ...draft, ...part }));
    page.redraw();
  };
  return html`
    <header>
      <h1>${t('Webhook Signature')}</h1>
      <p class="muted"><bdi>${state.title}</bdi></p>
    </header>
    <p class="about">
      ${t('Telnyx signs each webhook with Ed25519 over the timestamp, a bar and the raw body. This checks it as the telnyx package does. Nothing is sent.')}
    </p>
    ${state.notes.map((note) => html`<p class="muted about">${note}</p>`)}
    ${area({ id: 'body', label: t('Body'), rows: 8, value: draft.body, take: (body) => change({ body }) })}
    ${button({ label: t('Pick File…'), onClick: () => page.act('pick') })}
    ${area({
      id: 'headers',
      label: t('Headers'),
      rows: 5,
      value: draft.headers,
      placeholder: 'Telnyx-Signature-Ed25519: …\nTelnyx-Timestamp: …',
      take: (headers) => change({ headers }),
    })}
    ${key(state, draft.key, (text) => change({ key: text }), page)}
    <div class="verbs">
      ${button({ kind: 'primary', label: t('Check'), onClick: () => page.act('check', typing.type(draft)) })}
    </div>
    <div aria-live="polite">${state.result === undefined ? nothing : result(state.result)}</div>
    ${help(state.snippet, page)}
  `;
});

interface Area {
  readonly id: string;
  readonly label: string;
  readonly rows: number;
  readonly value: string;
  readonly placeholder?: string;
  readonly take: (text: string) => void;
}

function area({ id, label, rows, value, placeholder, take }: Area): TemplateResult {
  return html`<label class="name" for=${id}>${label}</label>
    <textarea
      id=${id}
      class="field"
      rows=${rows}
      maxlength="2000000"
      spellcheck="false"
      placeholder=${placeholder ?? nothing}
      .value=${live(value)}
      @input=${typedIn(take)}
    ></textarea>`;
}

function key(
  { account }: SignaturePage,
  value: string,
  take: (text: string) => void,
  page: Signature,
): TemplateResult {
  return html`<label class="name" for="key">${t('Public key')}</label>
    <input
      id="key"
      class="field"
      maxlength="2000"
      spellcheck="false"
      .value=${live(value)}
      @input=${typedIn(take)}
    />
    ${
      account === undefined
        ? nothing
        : checkbox({
            id: 'keep',
            label: t('Keep for {0}', account.name),
            checked: account.kept,
            onChange: (kept) => page.act('keep', kept),
          })
    }`;
}

function result({ tone, sentence, findings, difference }: SignatureResultText): TemplateResult {
  return html`<section class="result ${tone}" aria-labelledby="verdict">
    <h2 id="verdict">${mark(tone === 'warning' ? 'bad' : tone)} ${sentence}</h2>
    <ul>
      ${findings.map((one) => html`<li class=${one.outcome}>${mark(one.outcome)} <bdi>${one.sentence}</bdi></li>`)}
    </ul>
    ${
      difference === undefined
        ? nothing
        : html`<p>${difference.place}</p>
            <dl>
              <dt>${t('This body')}</dt>
              <dd><bdi>${difference.given}</bdi></dd>
              <dt>${t('What was signed')}</dt>
              <dd><bdi>${difference.signed}</bdi></dd>
            </dl>`
    }
  </section>`;
}

function mark(outcome: 'good' | 'bad' | 'unknown'): TemplateResult {
  return { good: icons.check, bad: icons.error, unknown: icons.warning }[outcome]();
}

function help(snippet: string, page: Signature): TemplateResult {
  return html`<section aria-labelledby="snippet">
    <div class="verbs">
      <h2 id="snippet">${t('A correct check in Node')}</h2>
      ${button({ label: t('Copy Code'), onClick: () => page.act('copy') })}
    </div>
    <pre tabindex="0" aria-labelledby="snippet" dir="ltr">${snippet}</pre>
    <p class="muted">
      ${t('Telnyx documents it for other languages:')}
      ${documented.map(([name, url]) => html`<a href=${url}>${name}</a> `)}
    </p>
  </section>`;
}
