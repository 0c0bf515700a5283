import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { readJson } from '../../src/core/model/jsonTree.ts';
import type {
  AttemptText,
  BodyText,
  DeliveryActs,
  DeliveryPage,
  FieldText,
  HeaderText,
  SideText,
} from '../../src/core/protocol/delivery.ts';
import { failed } from '../lib/failed.ts';
import { icons } from '../lib/icons.ts';
import { startPage, type Page } from '../lib/page.ts';
import { banner, emptyState, loadingBar } from '../lib/pieces.ts';
import { plainLines } from '../lib/plainText.ts';
import { button } from '../lib/toolkit.ts';
import { foldedJson } from './json.ts';
import '../lib/sheet.css';
import './delivery.css';

type Delivery = Page<DeliveryPage, DeliveryActs>;

startPage<DeliveryPage, DeliveryActs>((state, page) => {
  page.keep(state.restore);
  const { failure, notice } = state;
  return html`
    ${state.busy ? loadingBar(t('Reading the delivery…')) : nothing}
    <header>
      <h1><bdi>${state.title}</bdi></h1>
      <p>${state.status}</p>
      <p class="muted"><bdi>${state.account}</bdi></p>
    </header>
    <div class="notes">
      ${notice === undefined ? nothing : banner({ tone: 'warning', sentence: notice })}
      ${
        failure === undefined
          ? nothing
          : failed(failure, { repair: (way) => page.act('repair', way), retry: () => page.act('retry') })
      }
    </div>
    ${verbs(state, page)} ${reason(state)} ${attempts(state, page)} ${exchange(state, page)}
    <section aria-labelledby="event">
      <h2 id="event">${t('Event')}</h2>
      ${fields(state.payload)}
    </section>
    <section aria-labelledby="about">
      <h2 id="about">${t('About this delivery')}</h2>
      ${fields(state.facts)}
    </section>
  `;
});

function attempts({ attempts: all, chosen, busy }: DeliveryPage, page: Delivery): TemplateResult {
  if (all.length === 0)
    return busy ? html`` : emptyState(t('Telnyx tells of no attempt to deliver this event.'));
  return html`<section aria-labelledby="attempts">
    <div class="head">
      <h2 id="attempts">${t('Attempts')}</h2>
      ${all.length < 2 ? nothing : button({ label: t('Compare Attempts…'), onClick: () => page.act('compare') })}
    </div>
    <ol class="attempts">
      ${all.map((one) => attempt(one, one.number === chosen, page))}
    </ol>
  </section>`;
}

function attempt(one: AttemptText, chosen: boolean, page: Delivery): TemplateResult {
  const { number, tone, outcome, started, took, other, gap, limit } = one;
  const icon = { good: icons.check, bad: icons.error, unknown: icons.idle }[tone]();
  const details = [started, took, limit, other].filter((part) => part !== undefined).join(' · ');
  return html`<li class=${tone}>
    ${gap === undefined ? nothing : html`<p class="gap muted">${t('{0} later', gap)}</p>`}
    <button
      type="button"
      class="attempt"
      aria-pressed=${chosen ? 'true' : 'false'}
      @click=${() => page.act('choose', { attempt: number })}
    >
      ${icon}
      <span class="attempt-words">
        <span><b>${t('Attempt {0}', number)}</b> <bdi>${outcome}</bdi></span>
        <span class="muted">${details}</span>
      </span>
    </button>
  </li>`;
}

/** Why the try that is looked at failed, before everything else. */
function reason({ chosen, why }: DeliveryPage): TemplateResult | typeof nothing {
  if (chosen === undefined || why.length === 0) return nothing;
  return html`<section class="why" aria-labelledby="why">
    <h2 id="why">${t('Why attempt {0} failed', chosen)}</h2>
    <p><bdi>${why.join(' ')}</bdi></p>
  </section>`;
}

function verbs({ request, looksBack }: DeliveryPage, page: Delivery): TemplateResult {
  const none = request === undefined;
  return html`<div class="verbs" role="toolbar" aria-label=${t('Actions')}>
    ${button({ kind: 'primary', label: t('Replay…'), disabled: none, onClick: () => page.act('replay') })}
    ${button({ label: t('Check Signature…'), disabled: none, onClick: () => page.act('signature') })}
    ${button({ label: t('What Changed Before…'), disabled: !looksBack, onClick: () => page.act('lookBack') })}
    ${button({ label: t('Copy as curl…'), disabled: none, onClick: () => page.act('curl') })}
    ${button({ label: t('Save as Fixture…'), disabled: none, onClick: () => page.act('fixture') })}
    ${button({ label: t('Open as JSON'), onClick: () => page.act('json') })}
  </div>`;
}

function exchange(state: DeliveryPage, page: Delivery): TemplateResult | typeof nothing {
  const { request, answer, secrets, revealed } = state;
  if (!request) return nothing;
  return html`
    ${
      secrets
        ? html`<div class="verbs">
            ${button({
              label: revealed ? t('Hide Secrets') : t('Reveal Secrets'),
              onClick: () => page.act('reveal', !revealed),
            })}
          </div>`
        : nothing
    }
    <div class="sides">
      ${side('request', t('Request'), request, page)}
      ${
        answer
          ? side('answer', t('Answer'), answer, page)
          : html`<section aria-labelledby="answer">
              <h2 id="answer">${t('Answer')}</h2>
              <p class="muted">${t('No answer came.')}</p>
            </section>`
      }
    </div>
  `;
}

function side(id: 'request' | 'answer', name: string, told: SideText, page: Delivery): TemplateResult {
  const { title, headers, body } = told;
  return html`<section aria-labelledby=${id}>
    <h2 id=${id}>${name}</h2>
    <p class="line"><bdi>${title}</bdi></p>
    ${headers.length === 0 ? html`<p class="muted">${t('No headers are told.')}</p>` : headerTable(headers)}
    ${body === undefined ? html`<p class="muted">${t('No body is told.')}</p>` : drawBody(id, body, page)}
  </section>`;
}

function headerTable(headers: readonly HeaderText[]): TemplateResult {
  return html`<table>
    <caption class="spoken">
      ${t('Headers')}
    </caption>
    <tbody>
      ${headers.map(
        ({ name, value }) =>
          html`<tr>
            <th scope="row"><bdi>${name}</bdi></th>
            <td>
              ${value === undefined ? html`<span aria-label=${t('hidden')}>••••</span>` : html`<bdi>${value}</bdi>`}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function drawBody(id: 'request' | 'answer', body: BodyText, page: Delivery): TemplateResult {
  const { kind, text, note, masked } = body;
  const label = masked ? t('Copy Masked Body') : t('Copy Body');
  const json = kind === 'json' && text !== undefined ? readJson(text) : undefined;
  return html`
    <div class="head">
      <h3>${t('Body')}</h3>
      <p class="muted">${note}</p>
      ${text === undefined ? nothing : button({ label, onClick: () => page.act('copyBody', id) })}
    </div>
    ${
      json
        ? foldedJson(json)
        : text === undefined
          ? nothing
          : html`<pre tabindex="0" aria-label=${t('Body')}><bdi>${plainLines(text)}</bdi></pre>`
    }
  `;
}

function fields(all: readonly FieldText[]): TemplateResult {
  if (all.length === 0) return html`<p class="muted">${t('Nothing is told.')}</p>`;
  return html`<dl>
    ${all.map(
      ({ label, value, known }) =>
        html`<dt class=${known ? '' : 'raw'}><bdi>${label}</bdi></dt>
          <dd><bdi>${value}</bdi></dd>`,
    )}
  </dl>`;
}
