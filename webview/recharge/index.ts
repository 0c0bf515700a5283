import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { RechargeActs, RechargePage } from '../../src/core/protocol/recharge.ts';
import { failed } from '../lib/failed.ts';
import { startPage, type Page } from '../lib/page.ts';
import { banner, loadingBar } from '../lib/pieces.ts';
import { drawField, type FieldParts } from '../lib/settingField.ts';
import { button } from '../lib/toolkit.ts';
import { flushOnLeaving, Typing } from '../lib/typing.ts';
import './recharge.css';

type Editor = Page<RechargePage, RechargeActs>;

const typing: Typing = new Typing(
  (edit) => page.act('edit', edit),
  () => page.redraw(),
);

const page: Editor = startPage<RechargePage, RechargeActs>((state, self) => {
  typing.heard(state.heard);
  self.keep(state.restore);
  return html`
    ${state.busy ? loadingBar(t('Talking to Telnyx')) : nothing}
    <header>
      <h1>${t('Auto recharge')}</h1>
      <p class="muted"><bdi>${state.account}</bdi></p>
    </header>
    <div class="notes">${notes(state, self)}</div>
    ${state.fields.length === 0 ? nothing : form(state, self)}
  `;
});

flushOnLeaving(typing);

/** What a person should know about the settings as a whole. */
function notes(state: RechargePage, self: Editor): TemplateResult {
  const again = { label: t('Retry'), onClick: () => self.act('reload') };
  const { notice } = state;
  return html`
    ${state.closed === undefined ? nothing : banner({ tone: 'warning', sentence: state.closed })}
    ${state.readOnly === undefined ? nothing : banner({ tone: 'information', sentence: state.readOnly })}
    ${
      state.failure === undefined
        ? nothing
        : failed(state.failure, {
            repair: (way) => self.act('repair', way),
            retry: () => self.act('reload'),
          })
    }
    ${
      state.absent === undefined
        ? nothing
        : banner({
            tone: 'warning',
            sentence: state.absent,
            note: t('It can be set up in Mission Control. What you typed here is kept.'),
            actions: [again],
          })
    }
    ${notice === undefined ? nothing : banner({ tone: notice.tone, sentence: notice.sentences.join(' ') })}
  `;
}

function form(state: RechargePage, self: Editor): TemplateResult {
  const parts: Omit<FieldParts, 'field'> = {
    choices: {},
    typing,
    disabled: state.readOnly !== undefined || state.busy,
    decide: (decision, id) => self.act(decision, { id }),
    search: () => undefined,
    redraw: () => self.redraw(),
  };
  return html`
    ${
      state.outlook === undefined
        ? nothing
        : html`<div class="outlook" role="status">
            <p>${state.outlook.sentence}</p>
            ${state.outlook.typed ? html`<p class="muted">${t('So it will be once it is saved.')}</p>` : nothing}
          </div>`
    }
    ${state.fields.map((field) => drawField({ ...parts, field }))}
    ${state.readOnly === undefined ? foot(state, self) : nothing}
  `;
}

function foot(state: RechargePage, self: Editor): TemplateResult {
  return html`<footer>
    ${button({
      kind: 'primary',
      label: t('Save'),
      disabled: !state.canSave,
      onClick: () => {
        typing.flush();
        self.act('save');
      },
    })}
    ${button({ label: t('Refresh'), disabled: state.busy, onClick: () => self.act('reload') })}
    <p role="status">
      <span>${state.summary ?? t('Nothing is changed.')}</span>
      <span class="muted">${t('Only what changed is sent, once.')}</span>
    </p>
  </footer>`;
}
