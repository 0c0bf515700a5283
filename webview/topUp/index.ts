import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import { brief } from '../../src/core/model/text.ts';
import type {
  ElsewhereText,
  PaymentText,
  TopUpActs,
  TopUpPage,
  TypedText,
} from '../../src/core/protocol/topUp.ts';
import { failed } from '../lib/failed.ts';
import '../lib/form.css';
import { icons } from '../lib/icons.ts';
import { startPage, type Page } from '../lib/page.ts';
import { banner, loadingBar } from '../lib/pieces.ts';
import { button, textField } from '../lib/toolkit.ts';
import { flushOnLeaving, Typing } from '../lib/typing.ts';
import './topUp.css';

type TopUp = Page<TopUpPage, TopUpActs>;

const typing: Typing = new Typing(
  ({ id, value, seq }) => {
    if (typeof value === 'string' && (id === 'amount' || id === 'again'))
      page.act('edit', { id, value, seq });
  },
  () => page.redraw(),
);

const page: TopUp = startPage<TopUpPage, TopUpActs>((state, self) => {
  typing.heard(state.heard);
  self.keep(state.restore);
  const open = state.payment?.open === true;
  return html`
    ${state.busy === 'no' ? nothing : loadingBar(state.busy === 'paying' ? t('Paying') : t('Talking to Telnyx'))}
    <header>
      <h1>${t('Top up')}</h1>
      <p class="muted"><bdi>${state.account}</bdi></p>
    </header>
    <div class="notes">${notes(state, self)}</div>
    ${state.payment === undefined ? nothing : paid(state.payment, state, self)}
    ${state.elsewhere.map((other) => elsewhere(other, state, self))}
    <p class="balance">
      <span class="muted">${t('Balance now')}</span>
      <bdi>${state.balance ?? t('unknown')}</bdi>
    </p>
    ${open || state.readOnly !== undefined ? nothing : form(state, self)}
  `;
});

flushOnLeaving(typing);

/** What a person should know before anything is paid. */
function notes(state: TopUpPage, self: TopUp): TemplateResult {
  return html`
    ${state.closed === undefined ? nothing : banner({ tone: 'warning', sentence: state.closed })}
    ${state.readOnly === undefined ? nothing : banner({ tone: 'information', sentence: state.readOnly })}
    ${
      state.failure === undefined
        ? nothing
        : failed(state.failure, {
            repair: (way) => self.act('repair', way),
            retry: () => self.act('look'),
          })
    }
    ${state.notice === undefined ? nothing : banner({ tone: 'error', sentence: state.notice })}
    ${
      state.busy === 'paying'
        ? banner({ tone: 'information', sentence: t('Paying. This is sent once; wait for the answer.') })
        : nothing
    }
  `;
}

/** A payment that was asked for; one whose outcome is open stays until somebody has checked. */
function paid(payment: PaymentText, state: TopUpPage, self: TopUp): TemplateResult {
  return html`<section
    class="banner ${payment.tone}"
    role=${payment.tone === 'information' ? 'status' : 'alert'}
  >
    <div class="banner-told">
      ${icons[payment.tone]()}
      <div class="banner-words">
        <h2>${brief(payment.title)}</h2>
        ${payment.sentences.map((sentence) => html`<p>${brief(sentence, 500)}</p>`)}
        <dl class="facts">
          ${payment.facts.map(
            ({ label, value }) =>
              html`<dt>${label}</dt>
                <dd><bdi>${brief(value)}</bdi></dd>`,
          )}
        </dl>
        ${
          payment.open
            ? html`<div class="buttons">
                ${button({
                  kind: 'primary',
                  label: t('Check Balance Again'),
                  disabled: state.busy !== 'no',
                  onClick: () => self.act('look'),
                })}
                ${button({
                  label: t('I Have Checked'),
                  disabled: state.busy !== 'no' || state.closed !== undefined,
                  onClick: () => self.act('lift'),
                })}
              </div>`
            : nothing
        }
      </div>
    </div>
  </section>`;
}

/** An open payment that may be from the same account at Telnyx. */
function elsewhere(
  { id, title, sentences }: ElsewhereText,
  { busy }: TopUpPage,
  self: TopUp,
): TemplateResult {
  return html`<section class="banner warning" role="alert">
    <div class="banner-told">
      ${icons.warning()}
      <div class="banner-words">
        <h2>${brief(title)}</h2>
        ${sentences.map((sentence) => html`<p>${brief(sentence, 500)}</p>`)}
        <div class="buttons">
          ${button({
            label: t('I Have Checked It'),
            disabled: busy !== 'no',
            onClick: () => self.act('liftElsewhere', { id }),
          })}
          ${button({
            label: t('It Is from Another Account'),
            disabled: busy !== 'no',
            onClick: () => self.act('unrelated', { id }),
          })}
        </div>
      </div>
    </div>
  </section>`;
}

function form(state: TopUpPage, self: TopUp): TemplateResult {
  return html`
    ${field(state.amount, {
      state,
      label: t('Amount'),
      help: `${t('With its cents, such as {0}.', '120.50')} ${state.currency}`,
    })}
    <div class="in-words" role="status">
      ${
        state.spoken === undefined
          ? nothing
          : html`<p class="words">${state.spoken.words}</p>
              <p class="muted">${state.spoken.parts}</p>`
      }
    </div>
    ${field(state.again, {
      state,
      label: t('Amount again'),
      help: t('Type the same amount again to confirm it.'),
    })}
    <div class="pay">
      ${button({
        kind: 'primary',
        label: state.pay,
        disabled: !state.canPay,
        onClick: () => self.act('pay', { turn: state.turn }),
      })}
      <p class="muted">
        ${t('Charges the payment method that is stored at Telnyx. It is sent once and cannot be undone here.')}
      </p>
    </div>
  `;
}

interface FieldWords {
  readonly state: TopUpPage;
  readonly label: string;
  readonly help: string;
}

function field({ id, value, errors }: TypedText, { state, label, help }: FieldWords): TemplateResult {
  const shown = typing.shown({ id, value });
  const described = [`help-${id}`, ...(errors.length > 0 ? [`errors-${id}`] : [])];
  return html`<div class="setting" role="group" aria-label=${label}>
    <h3>${label}</h3>
    <p class="help" id="help-${id}">${help}</p>
    ${textField({
      id: `control-${id}`,
      label,
      value: typeof shown === 'string' ? shown : value,
      placeholder: id === 'amount' ? '0.00' : '',
      describedBy: described.join(' '),
      invalid: errors.length > 0,
      disabled: state.busy === 'paying' || state.closed !== undefined,
      onInput: (typed) => typing.type(id, typed),
    })}
    ${
      errors.length === 0
        ? nothing
        : html`<div class="complaint" id="errors-${id}" role="alert">
            ${errors.map((sentence) => html`<p>${brief(sentence, 400)}</p>`)}
          </div>`
    }
  </div>`;
}
